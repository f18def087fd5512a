package org.almoner.dataset.view;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

import org.almoner.dataset.row.RowSink;

/**
 * Measures how fast one thread runs the views over a population that is in memory: {@code Throughput <folder> [rounds]
 * [type...]}. Prints for each type, and for all that were read, the best and the median round. No test.
 */
final class Throughput {
    private Throughput() {}

    public static void main(String[] args) throws IOException {
        var population = Path.of(args[0]);
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 7;
        var only = List.of(args).subList(Math.min(2, args.length), args.length);
        var data = new TreeMap<String, byte[]>();
        var views = SampleViews.all();
        views.keySet().removeIf(type -> !only.isEmpty() && !only.contains(type));
        int count = 0;
        for (var type : views.entrySet()) {
            data.put(type.getKey(), SampleViews.read(population, type.getKey()));
            count += type.getValue().size();
        }
        var nanos = new TreeMap<String, long[]>();
        data.keySet().forEach(type -> nanos.put(type, new long[rounds]));
        var cells = new Cells();
        for (int round = 0; round < rounds; round++) {
            for (var type : data.keySet()) {
                var compiled = CompiledViews.compile(type, views.getOrDefault(type, List.of()));
                long start = System.nanoTime();
                run(compiled, data.getOrDefault(type, new byte[0]), cells);
                nanos.getOrDefault(type, new long[0])[round] = System.nanoTime() - start;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d views, %d rounds, %d cells and %d bytes given%n",
                count,
                rounds,
                cells.count,
                cells.bytes);
        long bytes = 0;
        var total = new long[rounds];
        for (var type : data.keySet()) {
            var times = nanos.getOrDefault(type, new long[0]);
            int size = data.getOrDefault(type, new byte[0]).length;
            bytes += size;
            for (int round = 0; round < rounds; round++) {
                total[round] += times[round];
            }
            print(type, size, times);
        }
        print("all", bytes, total);
    }

    private static void run(CompiledViews views, byte[] ndjson, RowSink sink) {
        var evaluator = views.newEvaluator(reference -> reference.utf8().length > 0 ? ID : null, (_, _, _) -> {});
        var sinks = new RowSink[views.size()];
        Arrays.fill(sinks, sink);
        for (int start = 0; start < ndjson.length; ) {
            int end = start;
            while (ndjson[end] != '\n') {
                end++;
            }
            evaluator.evaluate(ndjson, start, end - start, sinks);
            start = end + 1;
        }
    }

    private static void print(String what, long bytes, long[] nanos) {
        var sorted = nanos.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%-26s %8.1f MB  best %6.0f MB/s  median %6.0f MB/s%n",
                what,
                bytes / 1e6,
                bytes * 1e3 / sorted[0],
                bytes * 1e3 / sorted[sorted.length / 2]);
    }

    private static final byte[] ID = new byte[36];

    /** Looks at what it is given as little as can be. */
    private static final class Cells implements RowSink {
        private long count;
        private long bytes;

        @Override
        public void value(byte[] utf8, int offset, int length) {
            count++;
            bytes += length;
        }

        @Override
        public void absent() {
            count++;
        }

        @Override
        public void endRow() {}
    }
}
