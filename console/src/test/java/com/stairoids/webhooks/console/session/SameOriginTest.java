package com.stairoids.webhooks.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.stairoids.webhooks.console.api.IncomingRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SameOriginTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            same-origin, https://console.example.com, true
            same-origin, , true
            , https://console.example.com, true
            , HTTPS://CONSOLE.EXAMPLE.COM, true
            , , false
            cross-site, , false
            same-site, , false
            none, , false
            same-origin, https://evil.example, false
            , https://evil.example, false
            , https://console.example.com:8443, false
            , https://console.example.com.evil.example, false
            , null, false
            , not an origin, false
            """)
    void itHoldsWhereTheBrowserSaysSoAndNothingSpeaksAgainstIt(
            @Nullable String site, @Nullable String origin, boolean holds) {
        Map<String, List<String>> headers = new HashMap<>(Map.of("host", List.of("console.example.com")));
        if (site != null) {
            headers.put("sec-fetch-site", List.of(site));
        }
        if (origin != null) {
            headers.put("origin", List.of(origin));
        }

        assertThat(SameOrigin.holds(new IncomingRequest("POST", "/", null, headers, new byte[0], "127.0.0.1")))
                .isEqualTo(holds);
    }
}
