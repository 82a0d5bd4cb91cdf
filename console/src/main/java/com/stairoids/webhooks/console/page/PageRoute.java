package com.stairoids.webhooks.console.page;

import com.stairoids.webhooks.console.contract.PathTemplate;

/**
 * A page, or what one of its forms does.
 *
 * @param method GET or POST
 */
record PageRoute(String method, PathTemplate path, Access access, PageHandler handler) {
    static PageRoute get(String path, Access access, PageHandler handler) {
        return new PageRoute("GET", PathTemplate.parse(path), access, handler);
    }

    static PageRoute post(String path, Access access, PageHandler handler) {
        return new PageRoute("POST", PathTemplate.parse(path), access, handler);
    }

    @Override
    public String toString() {
        return method + " " + path.text();
    }
}
