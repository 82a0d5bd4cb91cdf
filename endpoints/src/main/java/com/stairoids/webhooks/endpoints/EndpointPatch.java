package com.stairoids.webhooks.endpoints;

import com.stairoids.webhooks.schemas.endpoint.EndpointStatus;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A change of some members of an endpoint; {@link EndpointRules} says what is accepted. What is kept is not judged anew: a
 * rule that became stricter must not keep an old endpoint from being disabled.
 *
 * @param name cleared, it is the URL's host and path, and follows the URL
 * @param url cannot be cleared
 * @param eventTypes wire names, one or more; cannot be cleared
 * @param status cannot be cleared
 * @param headers by name, in whatever case; headers that are not named stay as they are, since nobody can read them back
 */
public record EndpointPatch(
        Edit<String> name,
        Edit<String> url,
        Edit<List<String>> eventTypes,
        Edit<EndpointStatus> status,
        Edit<String> description,
        Map<String, Edit<String>> headers,
        Edit<Integer> rateLimit) {

    /** Changes nothing. */
    public static final EndpointPatch NOTHING =
            new EndpointPatch(Edit.keep(), Edit.keep(), Edit.keep(), Edit.keep(), Edit.keep(), Map.of(), Edit.keep());

    public EndpointPatch {
        eventTypes = eventTypes.map(List::copyOf);
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** Of the status alone. */
    public static EndpointPatch of(EndpointStatus status) {
        return new EndpointPatch(
                Edit.keep(), Edit.keep(), Edit.keep(), Edit.to(status), Edit.keep(), Map.of(), Edit.keep());
    }
}
