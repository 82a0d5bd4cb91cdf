package com.stairoids.webhooks.browser.screenshot;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.stairoids.webhooks.browser.chromium.Chromium;
import com.stairoids.webhooks.browser.chromium.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the README's pictures anew: {@code browser/screenshots}. Takes about two minutes, one of which is the first retry's. */
public final class Screenshots {
    /** What a README may ask of whoever reads it on the road. */
    private static final long MOST_BYTES = 200 * 1024;

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    private static final int TALL = 1480;

    private final Path directory;
    private final Visitor visitor;

    private Screenshots(Path directory, Visitor visitor) {
        this.directory = directory;
        this.visitor = visitor;
    }

    /** @param args the directory that the pictures go to */
    public static void main(String[] args) throws Exception {
        Path directory = Files.createDirectories(Path.of(args[0]));
        try (SampleLine line = SampleLine.start(Files.createTempDirectory("screenshots"));
                Chromium chromium = Chromium.start();
                Visitor visitor = line.signedIn(chromium)) {
            line.use(visitor);
            String event = line.outage();
            Screenshots screenshots = new Screenshots(directory, visitor);
            screenshots.addEndpoint();
            line.awaitRetry(event);
            screenshots.endpoint(line.path(SampleEndpoint.CRM));
            screenshots.delivery(event);
            screenshots.list();
        }
    }

    private void list() throws IOException {
        visitor.goTo("/workspaces/" + SampleLine.WORKSPACE + "/webhooks");
        visitor.link(SampleEndpoint.CRM.name()).waitFor();
        shoot("endpoints", HEIGHT);
    }

    private void addEndpoint() throws IOException {
        visitor.goTo("/workspaces/" + SampleLine.WORKSPACE + "/webhooks/new");
        visitor.field("Endpoint URL").fill("https://yourapp.example.com/webhooks/stairoids");
        visitor.field("Name").fill("Your app");
        visitor.named(AriaRole.CHECKBOX, "signal.created").check();
        visitor.named(AriaRole.CHECKBOX, "account.score_changed").check();
        shoot("add-endpoint", TALL);
    }

    private void endpoint(String path) throws IOException {
        visitor.goTo(path);
        log().first().waitFor();
        shoot("endpoint", TALL);
        visitor.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        shoot("endpoint-dark", TALL);
        visitor.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private void delivery(String event) throws IOException {
        log().filter(new Locator.FilterOptions().setHasText(event))
                .getByRole(AriaRole.LINK)
                .first()
                .click();
        visitor.heading("Attempts").waitFor();
        shoot("delivery", TALL);
    }

    /** The newest row of the Delivery Log. */
    private Locator log() {
        return visitor.named(AriaRole.REGION, "Delivery Log")
                .getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHas(visitor.page().getByRole(AriaRole.LINK)));
    }

    private void shoot(String name, int height) throws IOException {
        Page page = visitor.page();
        page.setViewportSize(WIDTH, height);
        page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)");
        page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
        Path picture = directory.resolve(name + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(picture));
        long bytes = Files.size(picture);
        if (bytes > MOST_BYTES) {
            throw new IllegalStateException(picture + " is of " + bytes + " bytes, more than " + MOST_BYTES);
        }
        System.out.println(picture + "  " + bytes / 1024 + " KiB");
    }
}
