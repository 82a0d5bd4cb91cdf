package com.stairoids.webhooks.sender.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.stairoids.webhooks.schemas.target.TargetGuard;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class GuardedResolverTest {
    /** Long, so that what is expected within it comes in time on a busy machine too. */
    private static final Duration BOUND = Duration.ofSeconds(20);

    private static final String HOST = "hooks.example";
    private static final Resolution GOOD = resolved("198.41.0.4", Duration.ofSeconds(20));
    private static final Resolution MOVED = resolved("199.9.14.201", Duration.ofSeconds(20));
    private static final Resolution SILENCE = new Resolution.Unanswered("silence");

    private final AtomicLong now = new AtomicLong();
    private final List<CompletableFuture<Resolution>> asked = new ArrayList<>();
    private final GuardedResolver resolver = new GuardedResolver(TargetGuard.strict(), this::ask, BOUND, now::get);

    @Test
    void oneNameIsAskedForOnceHoweverManyWait() throws UnknownHostException {
        CompletableFuture<Void> first = resolver.prepare(HOST);
        CompletableFuture<Void> second = resolver.prepare(HOST);
        asked.getFirst().complete(GOOD);
        CompletableFuture<Void> third = resolver.prepare(HOST);

        assertThat(List.of(first, second, third)).allMatch(CompletableFuture::isDone);
        assertThat(asked).hasSize(1);
        assertThat(resolver.resolve(HOST)).containsExactly(InetAddress.ofLiteral("198.41.0.4"));
    }

    @Test
    void anAnswerIsUsedForItsTimeToLive() {
        prepared(GOOD);
        pass(Duration.ofSeconds(19));
        resolver.prepare(HOST).join();
        assertThat(asked).hasSize(1);

        pass(Duration.ofSeconds(2));
        assertThat(resolver.prepare(HOST)).isNotDone();
        assertThat(asked).hasSize(2);
    }

    @Test
    void aTimeToLiveIsBoundedBelowAndAbove() {
        assertThat(resolved("198.41.0.4", Duration.ZERO).reuse()).isEqualTo(Duration.ofSeconds(1));
        assertThat(resolved("198.41.0.4", Duration.ofDays(1)).reuse()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aNameThatIsNotThereIsRememberedBriefly() {
        prepared(new Resolution.NoSuchName());
        assertThatThrownBy(() -> resolver.resolve(HOST)).hasMessageContaining("does not resolve");
        pass(Duration.ofSeconds(4));
        resolver.prepare(HOST).join();
        assertThat(asked).hasSize(1);

        pass(Duration.ofSeconds(2));
        assertThat(resolver.prepare(HOST)).isNotDone();
    }

    @Test
    void resolvingNeverWaits() {
        assertThat(resolver.prepare(HOST)).isNotDone();

        assertThatThrownBy(() -> resolver.resolve(HOST)).isInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> resolver.resolve("never.asked.example")).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void silenceEndsAtTheBound() {
        Duration bound = Duration.ofMillis(400);
        GuardedResolver hasty = new GuardedResolver(TargetGuard.strict(), this::ask, bound, now::get);
        long started = System.nanoTime();
        hasty.prepare(HOST).orTimeout(30, TimeUnit.SECONDS).join();

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThanOrEqualTo(bound.minusMillis(20));
        assertThatThrownBy(() -> hasty.resolve(HOST)).hasMessageContaining("no name server answered within 400 ms");
    }

    @Test
    void theLastGoodAnswerIsUsedWhereTheNameServersFail() throws UnknownHostException {
        prepared(GOOD);
        pass(Duration.ofMinutes(50));
        prepared(SILENCE);

        assertThat(resolver.resolve(HOST)).containsExactly(InetAddress.ofLiteral("198.41.0.4"));
    }

    @Test
    void theLastGoodAnswerIsUsedInTimeToConnectWhereTheNameServersAreSilent() throws UnknownHostException {
        prepared(GOOD);
        pass(Duration.ofMinutes(50));
        long started = System.nanoTime();
        resolver.prepare(HOST).orTimeout(30, TimeUnit.SECONDS).join();

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(BOUND.minusSeconds(5));
        assertThat(resolver.resolve(HOST)).containsExactly(InetAddress.ofLiteral("198.41.0.4"));
    }

    @Test
    void theLastGoodAnswerIsNotUsedForLongerThanAnHour() {
        prepared(GOOD);
        pass(GuardedResolver.STALE.plusSeconds(1));
        prepared(SILENCE);

        assertThatThrownBy(() -> resolver.resolve(HOST)).hasMessageContaining("silence");
    }

    @Test
    void theLastGoodAnswerIsNotUsedWhereTheNameIsGone() {
        prepared(GOOD);
        pass(Duration.ofMinutes(1));
        prepared(new Resolution.NoSuchName());
        pass(Duration.ofMinutes(1));
        prepared(SILENCE);

        assertThatThrownBy(() -> resolver.resolve(HOST)).hasMessageContaining("silence");
    }

    @Test
    void aLateAnswerReplacesTheOldOne() throws UnknownHostException {
        prepared(GOOD);
        pass(Duration.ofMinutes(1));
        resolver.prepare(HOST).orTimeout(30, TimeUnit.SECONDS).join();
        asked.getLast().complete(MOVED);

        resolver.prepare(HOST).join();
        assertThat(resolver.resolve(HOST)).containsExactly(InetAddress.ofLiteral("199.9.14.201"));
        assertThat(asked).hasSize(2);
    }

    @Test
    void anOldAnswerIsVettedLikeANewOne() {
        prepared(resolved("10.0.0.1", Duration.ofSeconds(1)));
        pass(Duration.ofMinutes(1));
        prepared(SILENCE);

        assertThatThrownBy(() -> resolver.resolve(HOST)).isInstanceOf(TargetRefusedException.class);
    }

    @Test
    void addressesInUrlsAreVettedAndNobodyIsAsked() throws UnknownHostException {
        for (String literal : List.of("198.41.0.4", "[2001:503:ba3e::2:30]", "2001:503:ba3e::2:30")) {
            assertThat(resolver.prepare(literal)).isDone();
            assertThat(resolver.resolve(literal)).hasSize(1);
        }
        assertThatThrownBy(() -> resolver.resolve("10.0.0.1")).isInstanceOf(TargetRefusedException.class);
        assertThatThrownBy(() -> resolver.resolve("[::1]")).isInstanceOf(TargetRefusedException.class);
        assertThat(asked).isEmpty();
    }

    private void prepared(Resolution resolution) {
        CompletableFuture<Void> prepared = resolver.prepare(HOST);
        asked.getLast().complete(resolution);
        await().until(prepared::isDone);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private CompletableFuture<Resolution> ask(String host) {
        assertThat(host).isEqualTo(HOST);
        asked.add(new CompletableFuture<>());
        return asked.getLast();
    }

    private static Resolution resolved(String address, Duration timeToLive) {
        return new Resolution.Resolved(List.of(InetAddress.ofLiteral(address)), timeToLive);
    }
}
