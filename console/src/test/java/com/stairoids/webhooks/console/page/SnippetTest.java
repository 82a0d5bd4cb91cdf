package com.stairoids.webhooks.console.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.stairoids.webhooks.schemas.signature.Signatures;
import com.stairoids.webhooks.schemas.signature.SigningSecret;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What customers copy: run as it stands, against the signature that a delivery carries. */
final class SnippetTest {
    private static final SigningSecret SECRET = SigningSecret.generate(new SecureRandom());
    private static final String BODY = "{\"event\":\"signal.created\",\"name\":\"Zoë\"}";
    private static final String SIGNATURE = Signatures.stairoids(SECRET, BODY.getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    @Test
    void thereIsOneForEachLanguageAndAllReadTheDocumentedHeader() {
        assertThat(Snippet.all()).extracting(Snippet::language).containsExactly("Node.js", "Python", "Java", "Go");
        assertThat(Snippet.all())
                .allSatisfy(snippet -> assertThat(snippet.code()).containsIgnoringCase("X-Stairoids-Signature"));
    }

    @Test
    void inJava() throws Exception {
        Path source = Files.writeString(folder.resolve("StairoidsSignature.java"), code("java"));
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", source.toString());
        assertThat(result).isZero();
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Method verify = loader.loadClass("StairoidsSignature")
                    .getMethod("verify", byte[].class, String.class, String.class);
            byte[] body = BODY.getBytes(StandardCharsets.UTF_8);

            assertThat(verify.invoke(null, body, SIGNATURE, SECRET.reveal())).isEqualTo(true);
            assertThat(verify.invoke(null, body, SIGNATURE, SECRET.reveal() + "x"))
                    .isEqualTo(false);
            assertThat(verify.invoke(null, body, "nonsense", SECRET.reveal())).isEqualTo(false);
            assertThat(verify.invoke(null, body, null, SECRET.reveal())).isEqualTo(false);
            assertThat(verify.invoke(null, new byte[1], SIGNATURE, SECRET.reveal()))
                    .isEqualTo(false);
        }
    }

    @Test
    void inNode() throws Exception {
        String program = code("node").split("// With Express", 2)[0] + """
                const body = Buffer.from(process.argv[2], "utf8");
                const [, , , signature, secret] = process.argv;
                console.log([
                  verifyWebhookSignature(body, signature, secret),
                  verifyWebhookSignature(body, signature, secret + "x"),
                  verifyWebhookSignature(body, "nonsense", secret),
                  verifyWebhookSignature(body, undefined, secret),
                  verifyWebhookSignature(Buffer.from("x"), signature, secret),
                ].join(" "));
                """;

        assertThat(output("node", "verify.js", program)).isEqualTo("true false false false false");
    }

    @Test
    void inPython() throws Exception {
        String program = code("python").split("# With Flask", 2)[0] + """
                import sys
                body = sys.argv[1].encode("utf-8")
                signature, secret = sys.argv[2], sys.argv[3]
                print(
                    verify_webhook_signature(body, signature, secret),
                    verify_webhook_signature(body, signature, secret + "x"),
                    verify_webhook_signature(body, "nonsense", secret),
                    verify_webhook_signature(body, "é", secret),
                    verify_webhook_signature(b"x", signature, secret),
                )
                """;

        assertThat(output("python3", "verify.py", program)).isEqualTo("True False False False False");
    }

    @Test
    void inGo() throws Exception {
        Files.writeString(folder.resolve("go.mod"), "module webhooks\n");
        Files.writeString(folder.resolve("verify.go"), code("go"));
        String test = """
                package webhooks

                import (
                	"fmt"
                	"net/http/httptest"
                	"os"
                	"strings"
                	"testing"
                )

                func TestVerify(t *testing.T) {
                	body, signature, secret := []byte(os.Getenv("BODY")), os.Getenv("SIGNATURE"), os.Getenv("STAIROIDS_WEBHOOK_SECRET")
                	fmt.Println(
                		verifySignature(body, signature, secret),
                		verifySignature(body, signature, secret+"x"),
                		verifySignature(body, "nonsense", secret),
                		verifySignature(body, "", secret),
                		verifySignature([]byte("x"), signature, secret),
                		status(string(body), signature),
                		status("x", signature))
                }

                func status(body, signature string) int {
                	request := httptest.NewRequest("POST", "/", strings.NewReader(body))
                	request.Header.Set("X-Stairoids-Signature", signature)
                	answer := httptest.NewRecorder()
                	handleWebhook(answer, request)
                	return answer.Code
                }
                """;
        Files.writeString(folder.resolve("verify_test.go"), test);

        assertThat(output(List.of("go", "version"), List.of("go", "test", "-v", "."))
                        .lines())
                .contains("true false false false false 200 401");
    }

    private static String code(String id) {
        return Snippet.all().stream()
                .filter(snippet -> snippet.id().equals(id))
                .findFirst()
                .orElseThrow()
                .code();
    }

    /** What the program prints; skipped where its language is not on this machine. */
    private String output(String command, String file, String program) throws Exception {
        Path source = Files.writeString(folder.resolve(file), program);
        return output(
                List.of(command, "--version"), List.of(command, source.toString(), BODY, SIGNATURE, SECRET.reveal()));
    }

    private String output(List<String> version, List<String> command) throws Exception {
        assumeTrue(isThere(version), version.getFirst() + " is not installed");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "BODY",
                        BODY,
                        "SIGNATURE",
                        SIGNATURE,
                        "STAIROIDS_WEBHOOK_SECRET",
                        SECRET.reveal(),
                        "GOCACHE",
                        folder.resolve("go-cache").toString(),
                        "GOFLAGS",
                        "-mod=mod"));
        Path output = folder.resolve("output");
        Process process = builder.redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output).strip();
    }

    private static boolean isThere(List<String> version) throws InterruptedException {
        try {
            return new ProcessBuilder(version).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
