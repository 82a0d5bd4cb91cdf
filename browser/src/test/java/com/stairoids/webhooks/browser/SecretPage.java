package com.stairoids.webhooks.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import com.stairoids.webhooks.browser.chromium.Visitor;
import java.util.List;
import java.util.regex.Pattern;

/** What follows Save and Roll secret: the secret, this once. */
final class SecretPage {
    private static final List<String> LANGUAGES = List.of("Node.js", "Python", "Java", "Go");

    private static final Pattern SIGNATURE = Pattern.compile("X-Stairoids-Signature", Pattern.CASE_INSENSITIVE);

    private final Visitor visitor;

    SecretPage(Visitor visitor) {
        this.visitor = visitor;
    }

    /** Copies the secret with the button, as customers do. */
    String copied() {
        assertThat(visitor.heading("Signing secret")).isVisible();
        visitor.button("Copy").first().click();
        assertThat(visitor.button("Copied")).isVisible();
        return visitor.clipboard();
    }

    /** A snippet in each language that the page promises, one at a time. */
    void assertSnippets() {
        for (String language : LANGUAGES) {
            visitor.named(AriaRole.TAB, language).click();
            assertThat(visitor.named(AriaRole.TABPANEL, language)).containsText(SIGNATURE);
        }
    }
}
