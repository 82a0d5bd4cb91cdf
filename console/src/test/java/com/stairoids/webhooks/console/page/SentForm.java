package com.stairoids.webhooks.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.console.api.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** The form of a page, filled in and sent as browsers do. */
final class SentForm {
    private final FormElement form;

    private SentForm(FormElement form) {
        this.form = form;
    }

    /** The page's own, not the frame's. */
    static SentForm of(Reply page) {
        return new SentForm((FormElement)
                Objects.requireNonNull(Jsoup.parse(page.body()).selectFirst("form.form"), "the page has no form"));
    }

    /** Into the first field of that name. */
    SentForm type(String name, String value) {
        field("[name=" + name + "]").val(value);
        return this;
    }

    SentForm check(String name, String value) {
        field("[name=" + name + "][value=" + value + "]").attr("checked", true);
        return this;
    }

    SentForm uncheck(String name, String value) {
        Element box = field("[name=" + name + "][value=" + value + "]");
        assertThat(box.hasAttr("checked")).as(value).isTrue();
        box.removeAttr("checked");
        return this;
    }

    String encoded() {
        return form.formData().stream()
                .map(pair -> encoded(pair.key()) + "=" + encoded(pair.value()))
                .collect(Collectors.joining("&"));
    }

    private Element field(String selector) {
        return Objects.requireNonNull(form.selectFirst(selector), selector);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
