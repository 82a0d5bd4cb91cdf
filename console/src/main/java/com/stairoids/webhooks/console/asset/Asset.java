package com.stairoids.webhooks.console.asset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A script, a style or a picture. */
enum Asset {
    CSS("console.css", "text/css; charset=utf-8", null, ""),
    JS("console.js", "text/javascript; charset=utf-8", null, ""),
    LIVE_CSS("live.css", "text/css; charset=utf-8", null, ""),
    LIVE_JS("live.js", "text/javascript; charset=utf-8", null, ""),
    CHARTS_JS("charts.js", "text/javascript; charset=utf-8", null, ""),
    ICON("icon.svg", "image/svg+xml", null, ""),
    HTMX("htmx.js", "text/javascript; charset=utf-8", "htmx.org", "dist/htmx.min.js"),
    UPLOT("uplot.js", "text/javascript; charset=utf-8", "uplot", "dist/uPlot.iife.min.js"),
    UPLOT_CSS("uplot.css", "text/css; charset=utf-8", "uplot", "dist/uPlot.min.css");

    final String fileName;
    final String mediaType;
    private final @Nullable String webjar;
    private final String path;

    /**
     * @param fileName what its URL ends in
     * @param webjar the artifact that it comes in; null where it is ours
     * @param path within the webjar
     */
    Asset(String fileName, String mediaType, @Nullable String webjar, String path) {
        this.fileName = fileName;
        this.mediaType = mediaType;
        this.webjar = webjar;
        this.path = path;
    }

    byte[] read() {
        String resource = webjar == null
                ? "/com/stairoids/webhooks/console/asset/" + fileName
                : "/META-INF/resources/webjars/" + webjar + "/" + version(webjar) + "/" + path;
        try (InputStream stream = open(resource)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the jar that is there, so that the parent pom alone names it. */
    private static String version(String webjar) {
        Properties properties = new Properties();
        try (InputStream stream = open("/META-INF/maven/org.webjars.npm/" + webjar + "/pom.properties")) {
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    private static InputStream open(String resource) {
        InputStream stream = Asset.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IllegalStateException("not part of this build: " + resource);
        }
        return stream;
    }
}
