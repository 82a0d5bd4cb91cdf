package com.stairoids.webhooks.testing.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.testing.receiver.Behaviour;
import com.stairoids.webhooks.testing.receiver.Receiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerEngineTest {
    private final Receiver engine = Receiver.start();

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void oneThatSaysItIsWellAnswers() {
        assertThat(DockerEngine.answers(host())).isTrue();
        assertThat(engine.requests("/_ping")).hasSize(1);
    }

    @Test
    void oneThatSaysItIsIllDoesNot() {
        engine.answers("/_ping", Behaviour.status(500));

        assertThat(DockerEngine.answers(host())).isFalse();
    }

    @Test
    void oneThatIsSilentDoesNotAndTakesLittleTime() {
        engine.answers("/_ping", new Behaviour.Hang());
        long started = System.nanoTime();

        boolean answers = DockerEngine.answers(host());

        assertThat(answers).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aSocketThatIsNotThereDoesNot(@TempDir Path directory) {
        assertThat(DockerEngine.answers(Optional.of("unix://" + directory.resolve("docker.sock"))))
                .isFalse();
    }

    @Test
    void aPlaceThatCannotBeAskedDoesNot() {
        assertThat(DockerEngine.answers(Optional.of("ssh://somewhere"))).isFalse();
    }

    private Optional<String> host() {
        return Optional.of("tcp://127.0.0.1:" + engine.url("/").getPort());
    }
}
