package com.stairoids.webhooks.schemas.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "evt_01HXYZ9876STUVWX", "ws-1", "_", "-", "0123456789"})
    void lettersDigitsUnderscoresAndHyphensMakeAnId(String id) {
        assertThat(Identifiers.isOpaqueId(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "a.b", "a\n", "\na", "é", "a\u0000", "ｅｖｔ", "a:b", "٣"})
    void anythingElseIsNoId(String id) {
        assertThat(Identifiers.isOpaqueId(id)).isFalse();
    }

    @Test
    void anIdHasAtMost128Characters() {
        assertThat(Identifiers.isOpaqueId("x".repeat(128))).isTrue();
        assertThat(Identifiers.isOpaqueId("x".repeat(129))).isFalse();
    }

    /** Computed independently of this code: SHA-256 of topic, NUL, int, long; ten bytes of it behind the 48-bit time. */
    @ParameterizedTest
    @CsvSource({
        "stairoids.signals,3,42,1718461927000,evt_01J0E503JRTVK2B0P7FJ510KT9",
        "stairoids.signals,0,0,0,evt_0000000000JXTJWE80A3Z87ZDY",
        "stairoids.signals,0,0,-1,evt_0000000000JXTJWE80A3Z87ZDY",
        "stairoids.contacts,11,9007199254740993,281474976710656,evt_7ZZZZZZZZZ61K6EGKR02B2FQY6"
    })
    void theDerivedEventIdIsPublished(String topic, int partition, long offset, long timestamp, String id) {
        assertThat(Identifiers.derivedEventId(topic, partition, offset, timestamp))
                .isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "stairoids.signals,3,42,ep_1,dlv_0b0b10f73ffc0742c9d39882148aac17",
        "stairoids.signals,3,42,ep_2,dlv_028b93f6c4c75402389d1eb7a0eb4337",
        "stairoids.contacts,11,9007199254740993,ep_1,dlv_7758fe9f266f530190ff8487bd262d39"
    })
    void theDeliveryIdIsPublished(String topic, int partition, long offset, String endpointId, String id) {
        assertThat(Identifiers.deliveryId(topic, partition, offset, endpointId)).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "dlv_1,'',dlv_8b83b557cb19ec13fa3d986ed659eaaa",
        "dlv_1,monday,dlv_8fd6204c57e97bd1ea80bb3cd4b6caa8",
        "dlv_2,'',dlv_35aa281ac21fd506b3d50fd0d26b8193"
    })
    void theReplaysIdIsPublished(String dead, String run, String id) {
        assertThat(Identifiers.replayId(dead, run)).isEqualTo(id);
    }

    @Test
    void whatWeMakeIsWhatWeAccept() {
        assertThat(List.of(
                        Identifiers.derivedEventId("stairoids.signals", 1, 2, 3),
                        Identifiers.deliveryId("stairoids.signals", 1, 2, "ep_1")))
                .allMatch(Identifiers::isOpaqueId);
    }

    @Test
    void neighbouringCoordinatesNeverShareAnId() {
        Stream<String> ids = LongStream.range(0, 1_000)
                .boxed()
                .flatMap(offset -> Stream.of(
                        Identifiers.deliveryId("t", 0, offset, "ep_1"),
                        Identifiers.deliveryId("t", 0, offset, "ep_11"),
                        Identifiers.deliveryId("t", 1, offset, "ep_1"),
                        Identifiers.deliveryId("t1", 0, offset, "ep_1"),
                        Identifiers.derivedEventId("t", 0, offset, 0),
                        Identifiers.derivedEventId("t", 1, offset, 0)));

        assertThat(ids).doesNotHaveDuplicates();
    }
}
