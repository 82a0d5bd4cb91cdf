package com.stairoids.webhooks.console.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.console.api.IncomingRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AssetsTest {
    private final Assets assets = Assets.load();

    @ParameterizedTest
    @EnumSource(Asset.class)
    void eachIsKeptForGoodUnderItsHash(Asset asset) throws IOException {
        String url = assets.url(asset.fileName);

        Answer plain = assets.answer(request("GET", url, Map.of()));
        Answer zipped = assets.answer(request("GET", url, Map.of("accept-encoding", List.of("gzip, br"))));

        assertThat(url).matches("/assets/[0-9a-f]{16}/" + asset.fileName);
        assertThat(plain.status()).isEqualTo(200);
        assertThat(plain.headers())
                .containsEntry("Cache-Control", "public, max-age=31536000, immutable")
                .containsEntry("Content-Type", asset.mediaType)
                .doesNotContainKey("Content-Encoding");
        assertThat(plain.body()).isNotEmpty().isEqualTo(asset.read());
        assertThat(zipped.headers()).containsEntry("Content-Encoding", "gzip").containsEntry("Vary", "Accept-Encoding");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                .isEqualTo(plain.body());
    }

    @Test
    void nothingElseIsThere() {
        String url = assets.url("console.css");

        for (String path : List.of(
                "/assets/",
                "/assets/0000000000000000/console.css",
                url + "/",
                url.replace("console.css", "console.js"),
                "/assets/../application.properties")) {
            assertThat(assets.answer(request("GET", path, Map.of())).status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(assets.answer(request("POST", url, Map.of())).status()).isEqualTo(405);
        assertThatThrownBy(() -> assets.url("none.css")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ourOwnLoadNothingFromElsewhere() {
        for (Asset asset : List.of(Asset.CSS, Asset.JS)) {
            assertThat(new String(asset.read(), StandardCharsets.UTF_8))
                    .doesNotContain("://", "@import", "eval(", "innerHTML");
        }
    }

    private static IncomingRequest request(String method, String path, Map<String, List<String>> headers) {
        return new IncomingRequest(method, path, null, headers, new byte[0], "127.0.0.1");
    }
}
