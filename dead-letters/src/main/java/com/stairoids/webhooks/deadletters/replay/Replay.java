package com.stairoids.webhooks.deadletters.replay;

import com.stairoids.webhooks.deadletters.DeadLetter;
import com.stairoids.webhooks.deadletters.DeadLetterFilter;
import com.stairoids.webhooks.deadletters.DeadLetters;
import com.stairoids.webhooks.deadletters.KeptDeadLetter;
import com.stairoids.webhooks.schemas.endpoint.EndpointKey;
import com.stairoids.webhooks.schemas.event.Identifiers;
import com.stairoids.webhooks.schemas.replay.ReplayRequest;
import com.stairoids.webhooks.settings.KafkaSettings;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a set of dead letters again. It only writes requests, so it may be ended at any time and begun again, by anybody, also
 * at once: each is answered once. Memory holds one fetch of dead letters, and the ids of what was asked for before. One
 * thread runs it.
 */
public final class Replay {
    private final KafkaSettings kafka;
    private final DeadLetterFilter filter;
    private final @Nullable String run;
    private final Endpoints endpoints;
    private final Instant oldest;

    private final Map<Refusal, Long> refused = new EnumMap<>(Refusal.class);
    private long asked;
    private long askedBefore;

    /**
     * A replay that has not begun; it is for one use.
     *
     * @param filter had better have an end: what dies while a replay runs belongs to it otherwise
     * @param run null to ask for what was never replayed; a name, 1 to 128 of A-Z a-z 0-9 _ -, to ask for each once in the run
     *     of that name
     */
    public Replay(
            KafkaSettings kafka, DeadLetterFilter filter, @Nullable String run, Endpoints endpoints, Instant now) {
        if (run != null && !Identifiers.isOpaqueId(run)) {
            throw new IllegalArgumentException("a run's name is 1 to 128 of A-Z a-z 0-9 _ -, but got " + run);
        }
        this.kafka = kafka;
        this.filter = filter;
        this.run = run;
        this.endpoints = endpoints;
        this.oldest = now.minus(ReplayRequest.LONGEST_DEAD);
    }

    /** What {@link #ask} would do. */
    public ReplayCount count(ReplayListener listener) {
        RequestsSoFar before = RequestsSoFar.read(kafka, run);
        try (Stream<DeadLetter> letters = new DeadLetters(kafka).stream(filter)) {
            letters.forEach(letter -> {
                decide(letter, before, listener);
                listener.progressed(count(0));
            });
        }
        return count(0);
    }

    /**
     * Asks for all that are wanted, not asked for yet and not refused.
     *
     * @param perSecond how many a second, above 0
     * @throws ReplayStoppedException where Kafka does not take one; those before stay asked for
     */
    public ReplayCount ask(double perSecond, ReplayListener listener) throws InterruptedException {
        Pace pace = Pace.of(perSecond);
        RequestsSoFar before = RequestsSoFar.read(kafka, run);
        try (Stream<KeptDeadLetter> letters = new DeadLetters(kafka).kept(filter);
                ReplayRequests requests = ReplayRequests.open(kafka)) {
            for (Iterator<KeptDeadLetter> all = letters.iterator(); all.hasNext(); ) {
                KeptDeadLetter kept = all.next();
                if (decide(kept.letter(), before, listener) && kept.letter() instanceof DeadLetter.Delivery dead) {
                    pace.await();
                    byte[] body = kept.body();
                    requests.ask(
                            new ReplayRequest(dead.endpointId(), dead.headers(), run),
                            body == null ? new byte[0] : body);
                }
                listener.progressed(count(requests.taken()));
            }
            requests.flush();
            return count(requests.taken());
        }
    }

    /** Whether it is to be asked for; counts it either way. */
    private boolean decide(DeadLetter letter, RequestsSoFar before, ReplayListener listener) {
        if (letter instanceof DeadLetter.Delivery dead
                && before.contains(dead.headers().deliveryId())) {
            askedBefore++;
            return false;
        }
        Refusal refusal = refusal(letter);
        if (refusal != null) {
            refused.merge(refusal, 1L, Long::sum);
            listener.refused(letter, refusal);
            return false;
        }
        asked++;
        return true;
    }

    private @Nullable Refusal refusal(DeadLetter letter) {
        return switch (letter) {
            case DeadLetter.Malformed _ -> Refusal.NO_DELIVERY;
            case DeadLetter.Delivery dead when !Identifiers.isOpaqueId(dead.endpointId()) -> Refusal.NO_DELIVERY;
            case DeadLetter.Delivery dead when dead.bodySize() == 0 -> Refusal.NO_DELIVERY;
            case DeadLetter.Delivery dead when dead.bodySize() > ReplayRequest.MOST_BODY_BYTES -> Refusal.TOO_LARGE;
            case DeadLetter.Delivery dead when dead.deadLetteredAt().isBefore(oldest) -> Refusal.TOO_OLD;
            case DeadLetter.Delivery dead -> refusal(dead);
        };
    }

    private @Nullable Refusal refusal(DeadLetter.Delivery dead) {
        return switch (endpoints.standing(new EndpointKey(dead.workspaceId(), dead.endpointId()))) {
            case ENABLED -> null;
            case DISABLED -> Refusal.ENDPOINT_DISABLED;
            case DELETED -> Refusal.ENDPOINT_DELETED;
        };
    }

    private ReplayCount count(long taken) {
        return new ReplayCount(asked, taken, askedBefore, refused);
    }
}
