package com.stairoids.webhooks.schemas.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetUrlTest {
    private static final TargetGuard STRICT = TargetGuard.strict();
    private static final TargetGuard LOCAL = new TargetGuard(List.of("127.0.0.0/8", "::1/128"), true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://yourapp.example.com/webhooks/stairoids",
                "https://yourapp.example.com",
                "HTTPS://YourApp.Example.com/",
                "https://yourapp.example.com.:8443/a?b=c&d=%20",
                "https://xn--bcher-kva.example/",
                "https://8.8.8.8/",
                "https://[2606:4700:4700::1111]:443/",
                "https://a.b:1/",
                "https://a.b:65535/",
                "https://localhost.example.com/",
                "https://7eleven.example/"
            })
    void publicHttpsUrlsPass(String url) {
        assertThat(TargetUrl.refusal(url, STRICT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://yourapp.example.com/,HTTP endpoints are not accepted",
        "ftp://yourapp.example.com/,Only https",
        "file:///etc/passwd,Only https",
        "yourapp.example.com/webhooks,Only https",
        "//yourapp.example.com/,Only https",
        "'',Only https",
        "https:yourapp.example.com,names no host",
        "https:///path,names no host",
        "https://,not a valid URL",
        "https://user@yourapp.example.com/,credentials",
        "https://user:password@yourapp.example.com/,credentials",
        "https://@yourapp.example.com/,credentials",
        "https://yourapp.example.com/#part,fragment",
        "https://yourapp.example.com/#,fragment",
        "https://yourapp.example.com:0/,Port 0",
        "https://yourapp.example.com:65536/,Port 65536",
        "https://yourapp.example.com:99999999999/,not a valid URL",
        "https://yourapp.example.com:port/,not a valid URL",
        "https://your app.example.com/,not a valid URL",
        "https://yourapp.example.com/a b,not a valid URL",
        "'https://yourapp.example.com/\r\nHost: evil',not a valid URL",
        "https://yourapp.example.com\\@evil.example/,not a valid URL",
        "https://bücher.example/,not a valid URL",
        "https://127.0.0.1/,loopback",
        "https://10.0.0.1:8443/,private",
        "https://169.254.169.254/latest/meta-data/,metadata",
        "https://[::1]/,loopback",
        "https://[::ffff:127.0.0.1]/,loopback",
        "https://[::ffff:7f00:1]/,loopback",
        "https://[64:ff9b::a00:1]/,NAT64",
        "https://[fe80::1]/,link-local",
        "https://[fe80::1%25eth0]/,zone",
        "https://[::1%25lo]/,zone",
        "https://[::1%lo]/,zone",
        "https://localhost/,this machine",
        "https://LOCALHOST:8443/,this machine",
        "https://localhost./,this machine",
        "https://app.localhost/,this machine",
        "https://app.localhost./,this machine",
        "https://2130706433/,unusual spelling",
        "https://0x7f000001/,unusual spelling",
        "https://0x7f.1/,unusual spelling",
        "https://127.1/,unusual spelling",
        "https://127.0.1/,unusual spelling",
        "https://0177.0.0.1/,unusual spelling",
        "https://017700000001/,unusual spelling",
        "https://127.0.0.1./,unusual spelling",
        "https://010.8.8.8/,unusual spelling",
        "https://8.8.8.8.0x1/,unusual spelling",
        "https://1.2.3.256/,unusual spelling",
        "https://1.2.3.4.5/,unusual spelling"
    })
    void othersAreRefusedWithAReasonAndARemedy(String url, String why) {
        assertThat(TargetUrl.refusal(url, STRICT))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .contains(why)
                        .containsPattern("\\. (Begin|Write|Remove|Use)")
                        .endsWith("."));
    }

    @Test
    void aUrlHasAtMost2048Characters() {
        String longest = "https://a.b/" + "x".repeat(2048 - "https://a.b/".length());

        assertThat(TargetUrl.refusal(longest, STRICT)).isEmpty();
        assertThat(TargetUrl.refusal(longest + "x", STRICT))
                .hasValueSatisfying(
                        sentence -> assertThat(sentence).contains("2049").contains("2048"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080/",
                "http://localhost:8080/",
                "https://localhost/",
                "http://[::1]:8080/",
                "http://yourapp.example.com/"
            })
    void whatTheOperatorAllowedPasses(String url) {
        assertThat(TargetUrl.refusal(url, LOCAL)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.0.0.1/", "ftp://127.0.0.1/", "http://127.1/", "http://user@127.0.0.1/"})
    void whatTheOperatorDidNotAllowIsStillRefused(String url) {
        assertThat(TargetUrl.refusal(url, LOCAL)).isPresent();
    }

    /** A password in a URL must not travel on in a message. */
    @Test
    void aRefusalDoesNotRepeatCredentials() {
        assertThat(TargetUrl.refusal("https://user:hunter2@yourapp.example.com/", STRICT))
                .hasValueSatisfying(sentence -> assertThat(sentence).doesNotContain("hunter2"));
        assertThat(TargetUrl.refusal("https://user:hunter2@your app/", STRICT))
                .hasValueSatisfying(sentence -> assertThat(sentence).doesNotContain("hunter2"));
    }
}
