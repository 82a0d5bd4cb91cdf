package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.console.api.Problem;
import com.stairoids.webhooks.console.asset.Assets;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes pages of templates, which escape whatever they are given. Thread-safe. */
final class Views {
    /** Scripts and styles are files of ours, nothing is inline, and forms lead to nobody else. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            Path.of("."), ContentType.Html, Views.class.getClassLoader(), "com.stairoids.webhooks.console.template");
    private final Assets assets;

    Views(Assets assets) {
        this.assets = assets;
        engine.setBinaryStaticContent(false);
    }

    /** What stands around a page of a workspace. */
    Frame frame(PageRequest request, String title, List<Crumb> crumbs) {
        return new Frame(
                title,
                crumbs,
                assets,
                request.session(),
                request.variables().get("workspace_id"),
                Notice.of(request.query()).orElse(null));
    }

    /** @param model what the template calls {@code model} */
    Answer page(int status, String template, Frame frame, Object model) {
        return html(status, template, Map.of("frame", frame, "model", model));
    }

    /** A part of a page, for htmx. */
    Answer part(int status, String template, Object model) {
        return html(status, template, Map.of("model", model));
    }

    /** What says why there is no such page, or why something was not done. */
    Answer problem(PageRequest request, Problem problem) {
        Answer answer = request.isPartial()
                ? part(problem.status(), "component/problem.jte", problem)
                : page(
                        problem.status(),
                        "problem.jte",
                        frame(request, problem.title(), List.of()),
                        ProblemView.of(request, problem));
        return problem.status() == 503 ? answer.with("Retry-After", "5") : answer;
    }

    /** To be got from there instead (RFC 9110, 15.4.4). */
    static Answer redirect(String path) {
        return Answer.nothing(303).with("Location", path);
    }

    private Answer html(int status, String template, Map<String, Object> parameters) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render(template, parameters, output);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(output.getContentLength());
        try {
            output.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Answer.of(status, "text/html; charset=utf-8", bytes.toByteArray())
                .with("Content-Security-Policy", POLICY)
                .with("Cross-Origin-Opener-Policy", "same-origin")
                // With less, browsers would not say where a form's request comes from.
                .with("Referrer-Policy", "same-origin");
    }
}
