package com.stairoids.webhooks.console.page;

/** Who may use a route. */
enum Access {
    /** Also who is not signed in. */
    ANYONE,
    /** Whoever is signed in, and sees the workspace that the route is about. */
    VIEWER,
    /** Those of them who may change it. */
    ADMIN
}
