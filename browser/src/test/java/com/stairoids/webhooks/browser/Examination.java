package com.stairoids.webhooks.browser;

import com.deque.html.axecore.args.AxeRuleOptions;
import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.stairoids.webhooks.browser.chromium.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at the page that a visitor has before them, light and dark, on a desk and on a phone. */
final class Examination {
    private static final int DESK = 1280;

    /** The width at which WCAG 2.2 wants no scrolling sideways (1.4.10): 1280 pixels at 400 %. */
    private static final int PHONE = 320;

    private static final int HEIGHT = 800;
    private static final Set<String> GRAVE = Set.of("serious", "critical");

    private final List<String> findings = new ArrayList<>();

    /** What was found so far, each with its page and its place there. */
    List<String> findings() {
        return List.copyOf(findings);
    }

    /** Leaves the visitor at a desk, in the light. Nothing moves: a colour on its way to another is neither. */
    void of(String name, Visitor visitor) {
        Page page = visitor.page();
        for (int width : new int[] {PHONE, DESK}) {
            page.setViewportSize(width, HEIGHT);
            for (ColorScheme scheme : new ColorScheme[] {ColorScheme.DARK, ColorScheme.LIGHT}) {
                page.emulateMedia(
                        new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
                violations(page).forEach(found -> findings.add(name + ", " + width + " px, " + scheme + ": " + found));
            }
            if (!page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
                    .equals(true)) {
                findings.add(name + ", " + width + " px: scrolls sideways, because of " + widest(page));
            }
        }
    }

    private static List<String> violations(Page page) {
        AxeRuleOptions on = new AxeRuleOptions();
        on.setEnabled(true);
        AxeRunOptions options = new AxeRunOptions();
        // New in WCAG 2.2 and off unless asked for.
        options.setRules(Map.of("target-size", on));
        return new AxeBuilder(page)
                .setLegacyMode(true).options(options).analyze().getViolations().stream()
                        .filter(rule -> GRAVE.contains(rule.getImpact()))
                        .map(Examination::described)
                        .toList();
    }

    private static String described(Rule rule) {
        return rule.getId() + " (" + rule.getHelp() + ") at "
                + rule.getNodes().stream()
                        .map(node ->
                                node.getHtml() + " " + node.getFailureSummary().replaceAll("\\s+", " "))
                        .distinct()
                        .limit(3)
                        .collect(Collectors.joining(" and "));
    }

    private static Object widest(Page page) {
        return page.evaluate("""
                [...document.querySelectorAll("body *")]
                  .filter(it => it.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
                  .slice(0, 5).map(it => it.tagName.toLowerCase() + "." + it.className).join(", ")
                """);
    }
}
