package com.stairoids.webhooks.console.server;

import com.stairoids.webhooks.console.api.Answer;
import com.stairoids.webhooks.console.api.IncomingRequest;
import com.stairoids.webhooks.console.asset.Assets;
import java.util.function.Function;

/** What is where: the API under {@code /api/}, what pages need under {@code /assets/}, pages everywhere else. */
public record Site(Function<IncomingRequest, Answer> api, Assets assets, Function<IncomingRequest, Answer> pages)
        implements Function<IncomingRequest, Answer> {
    private static final String API = "/api/";

    @Override
    public Answer apply(IncomingRequest request) {
        if (request.path().startsWith(API)) {
            return api.apply(request);
        }
        return request.path().startsWith(Assets.PATH) ? assets.answer(request) : pages.apply(request);
    }
}
