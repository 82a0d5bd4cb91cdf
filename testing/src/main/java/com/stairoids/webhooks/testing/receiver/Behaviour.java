package com.stairoids.webhooks.testing.receiver;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/** What a receiver does once it has read a request. */
public sealed interface Behaviour {

    /** A whole answer, with its Content-Length; the connection stays open. */
    record Answer(int status, List<HeaderLine> headers, byte[] body) implements Behaviour {
        public Answer {
            headers = List.copyOf(headers);
        }
    }

    /** The nth request gets the nth; the last one repeats. */
    record Sequence(List<Behaviour> behaviours) implements Behaviour {
        public Sequence {
            if (behaviours.isEmpty()) {
                throw new IllegalArgumentException("a sequence has at least one behaviour");
            }
            behaviours = List.copyOf(behaviours);
        }
    }

    /** Decides by what was received. */
    record Depending(Function<ReceivedRequest, Behaviour> choice) implements Behaviour {}

    /** Waits, then does something else. */
    record Delayed(Duration delay, Behaviour then) implements Behaviour {}

    /** Says nothing until the client gives up. */
    record Hang() implements Behaviour {}

    /** Sends an endless header, one byte each interval. */
    record DripHeaders(Duration interval) implements Behaviour {}

    /** Sends headers at once and then an endless body, one byte each interval. */
    record DripBody(Duration interval) implements Behaviour {}

    /** Closes the connection instead of answering. */
    record CutBeforeAnswer() implements Behaviour {}

    /** Closes the connection before the promised body is complete. */
    record CutInBody() implements Behaviour {}

    /** A 200 with that many bytes. */
    record HugeBody(long bytes) implements Behaviour {}

    /** Sends what is not HTTP, and closes. */
    record Garbage() implements Behaviour {}

    /** What is done for this request: a decision where one depends on it, the first of a sequence within a sequence. */
    default Behaviour forRequest(ReceivedRequest request) {
        return switch (this) {
            case Depending(Function<ReceivedRequest, Behaviour> choice) ->
                choice.apply(request).forRequest(request);
            case Sequence(List<Behaviour> behaviours) -> behaviours.getFirst().forRequest(request);
            case Delayed(Duration delay, Behaviour then) -> new Delayed(delay, then.forRequest(request));
            case Answer _, Hang _, DripHeaders _, DripBody _, CutBeforeAnswer _, CutInBody _, HugeBody _, Garbage _ ->
                this;
        };
    }

    /** Of the whole answer that this is; empty where there is none. */
    default OptionalInt answeredStatus() {
        return switch (this) {
            case Answer answer -> OptionalInt.of(answer.status());
            case HugeBody _ -> OptionalInt.of(200);
            case Delayed delayed -> delayed.then().answeredStatus();
            case Depending _,
                    Sequence _,
                    Hang _,
                    DripHeaders _,
                    DripBody _,
                    CutBeforeAnswer _,
                    CutInBody _,
                    Garbage _ -> OptionalInt.empty();
        };
    }

    /** An empty answer. */
    static Behaviour status(int status) {
        return new Answer(status, List.of(), new byte[0]);
    }

    static Behaviour answer(int status, String body) {
        return new Answer(status, List.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    static Behaviour redirect(int status, String location) {
        return new Answer(status, List.of(new HeaderLine("Location", location)), new byte[0]);
    }

    static Behaviour sequence(Behaviour... behaviours) {
        return new Sequence(List.of(behaviours));
    }
}
