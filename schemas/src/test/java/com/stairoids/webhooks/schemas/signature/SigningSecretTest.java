package com.stairoids.webhooks.schemas.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningSecretTest {
    private static final String TEXT = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @Test
    void aSecretIsShownAsItWasRead() {
        assertThat(SigningSecret.parse(TEXT).reveal()).isEqualTo(TEXT);
    }

    @Test
    void aGeneratedSecretHolds32BytesAndIsReadBack() {
        String shown = SigningSecret.generate(new SecureRandom()).reveal();

        assertThat(shown).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(shown.substring("whsec_".length())))
                .hasSize(32);
        assertThat(SigningSecret.parse(shown).reveal()).isEqualTo(shown);
    }

    @Test
    void noTwoGeneratedSecretsAreAlike() {
        SecureRandom random = new SecureRandom();

        assertThat(IntStream.range(0, 1_000)
                        .mapToObj(_ -> SigningSecret.generate(random).reveal()))
                .doesNotHaveDuplicates();
    }

    @Test
    void aSecretPrintsItselfWithoutItsValue() {
        SigningSecret secret = SigningSecret.parse(TEXT);

        assertThat(secret).hasToString("whsec_[redacted]");
        assertThat("the secret is " + secret).doesNotContain("AAEC");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "whsec_",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "WHSEC_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==",
                "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9=",
                "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
                " whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "whsec_AAECAwQFBgcICQoL!!!ODxAREhMUFRYXGBkaGxwdHh8=",
                "whsec___ECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
            })
    void whatIsNoSecretIsRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> SigningSecret.parse(text))
                .isInstanceOfSatisfying(IllegalArgumentException.class, e -> {
                    StringWriter trace = new StringWriter();
                    e.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString())
                            .doesNotContain("AECAw")
                            .doesNotContain("!!!")
                            .doesNotContain("character 21");
                });
    }
}
