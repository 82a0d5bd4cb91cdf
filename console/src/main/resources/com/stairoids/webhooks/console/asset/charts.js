"use strict";

// Draws the graphs of an endpoint's page from what their elements carry; the tables below them have the same figures.
(() => {
  const drawn = new WeakMap();
  const height = 180;

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

  const time = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  const hour = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", hour: "2-digit", minute: "2-digit" });
  const day = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short" });

  // Bars stand one upon the other: each line's height is what it adds to those below it.
  const stacked = (lines) => {
    const sums = [];
    let below = lines[0].values.map(() => 0);
    for (const line of lines) {
      below = below.map((sum, index) => sum + (line.values[index] ?? 0));
      sums.push(below);
    }
    return sums;
  };

  const options = (element, chart) => {
    const bars = chart.kind === "bars";
    const unit = bars ? "" : " ms";
    const axis = { stroke: colour("quiet"), grid: { stroke: colour("line"), width: 1 }, ticks: { stroke: colour("line"), width: 1 }, font: "12px system-ui, sans-serif" };
    // The tallest is drawn first, so that all are seen.
    const order = chart.lines.map((_, index) => index);
    if (bars) order.reverse();
    const span = chart.times.length * chart.step;
    return {
      width: Math.max(element.clientWidth, 200),
      height,
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
      cursor: { drag: { x: false, y: false }, points: bars ? { show: false } : {} },
      scales: {
        x: { range: [chart.times[0] - chart.step / 2, chart.times.at(-1) + chart.step / 2] },
        y: { range: (_, __, most) => [0, Math.max(most * 1.1, 1)] },
      },
      axes: [
        { ...axis, values: (_, splits) => splits.map((at) => (span <= 2 * 86400 ? hour : day).format(at * 1000)) },
        { ...axis, size: 66, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 1e6], values: (_, splits) => splits.map((value) => value.toLocaleString("en") + unit) },
      ],
      series: [
        { label: "From", value: (_, at) => (at == null ? "–" : time.format(at * 1000)) },
        ...order.map((index) => {
          const line = chart.lines[index];
          const tone = colour(line.tone);
          return {
            label: line.label,
            stroke: tone,
            width: bars ? 0 : 2,
            fill: bars ? tone : undefined,
            points: { show: !bars, size: 5, fill: tone },
            paths: bars ? uPlot.paths.bars({ size: [0.72, 40], align: 0 }) : undefined,
            value: (_, __, ___, at) => (at == null || line.values[at] == null ? "–" : line.values[at].toLocaleString("en") + unit),
          };
        }),
      ],
    };
  };

  const draw = (element) => {
    const source = element.dataset.chart;
    const chart = JSON.parse(source);
    drawn.get(element)?.plot.destroy();
    element.replaceChildren();
    const bars = chart.kind === "bars";
    const values = bars ? stacked(chart.lines).reverse() : chart.lines.map((line) => line.values);
    drawn.set(element, { source, plot: new uPlot(options(element, chart), [chart.times, ...values], element) });
    sizes.observe(element);
  };

  const sizes = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      const plot = drawn.get(target)?.plot;
      const width = Math.max(Math.floor(contentRect.width), 200);
      if (plot && plot.width !== width) plot.setSize({ width, height });
    }
  });

  const drawAll = (again) => {
    for (const element of document.querySelectorAll("[data-chart]")) {
      if (again || drawn.get(element)?.source !== element.dataset.chart) draw(element);
    }
  };

  drawAll(false);
  document.addEventListener("htmx:afterSwap", () => drawAll(false));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawAll(true));
})();
