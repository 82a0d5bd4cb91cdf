package com.stairoids.webhooks.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.stairoids.webhooks.browser.chromium.Visitor;
import java.util.List;
import java.util.Locale;

/** The Delivery Log as its reader sees it: rows found by what they say, cells by their column's heading. */
final class LogRows {
    private final Locator section;

    LogRows(Visitor visitor) {
        this.section = visitor.named(AriaRole.REGION, "Delivery Log");
    }

    /** The row of the delivery of that event; the newest where there are more. */
    Locator of(String eventId) {
        return section.getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText(eventId))
                .first();
    }

    /** Of deliveries, without the heading. */
    Locator rows() {
        return section.getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHas(section.page().getByRole(AriaRole.LINK)));
    }

    /** A filter. */
    Locator field(String label) {
        return section.getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }

    Locator button(String name) {
        return section.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    /** What the newest delivery of that event says in the column of that heading. */
    Locator cell(String eventId, String column) {
        of(eventId).waitFor();
        List<String> columns = section.getByRole(AriaRole.COLUMNHEADER).allInnerTexts().stream()
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .toList();
        int index = columns.indexOf(column.toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new AssertionError("the Delivery Log has no column " + column + " but " + columns);
        }
        return of(eventId).locator("th, td").nth(index);
    }
}
