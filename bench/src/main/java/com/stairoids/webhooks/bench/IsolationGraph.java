package com.stairoids.webhooks.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;

/** The healthy endpoints' p99 in each slice, clean beside hostile. */
final class IsolationGraph {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 400;

    private final List<IsolationBench.Pair> pairs;

    IsolationGraph(List<IsolationBench.Pair> pairs) {
        this.pairs = pairs;
    }

    /** @param file its name ends in {@code .svg} */
    void write(Path file) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Healthy endpoints, event to POST, p99")
                .xAxisTitle("pair of slices")
                .yAxisTitle("milliseconds")
                .build();
        List<Integer> numbers = IntStream.rangeClosed(1, pairs.size()).boxed().toList();
        chart.addSeries(
                "all endpoints answer", numbers, millis(pair -> pair.clean().millis(99)));
        chart.addSeries("four do not", numbers, millis(pair -> pair.hostile().millis(99)));
        chart.getStyler().setYAxisMin(0.0);
        try {
            VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Double> millis(ToDoubleFunction<IsolationBench.Pair> p99) {
        return pairs.stream().mapToDouble(p99).boxed().toList();
    }
}
