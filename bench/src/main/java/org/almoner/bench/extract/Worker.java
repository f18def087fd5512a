package org.almoner.bench.extract;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

import com.sun.management.GarbageCollectionNotificationInfo;
import org.almoner.bench.measure.ProcessTree;
import org.almoner.dataset.archive.ArchiveName;
import org.almoner.dataset.archive.ExtractDescription;
import org.almoner.dataset.archive.ExtractType;
import org.almoner.dataset.archive.ZlibCodec;
import org.almoner.dataset.definition.DataSets;
import org.almoner.dataset.engine.BadInput;
import org.almoner.dataset.engine.CompiledDataSet;
import org.almoner.dataset.engine.Engine;
import org.almoner.dataset.engine.EngineSettings;
import org.almoner.dataset.engine.Order;
import org.almoner.dataset.engine.Source;
import org.almoner.dataset.engine.Watcher;

/**
 * What is measured, in a process of its own, so that a run has a cold JVM, and memory that is nobody else's. Prints one line for each
 * time the work was done: nanoseconds, size of what was made, processor time in milliseconds so far, peak of the heap and of the
 * resident memory so far.
 */
final class Worker {

    private static final int ZLIB_LEVEL = 1;
    private static final Instant BASE_TIME = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant TIME = Instant.parse("2025-04-01T00:00:00Z");

    private static final AtomicLong heapBeforeCollections = new AtomicLong();

    private Worker() {}

    private interface Work {
        /** Returns the size of what was made. */
        long run() throws IOException, SQLException;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        watchHeap();
        var folder = Path.of(arguments[2]);
        int times = Integer.parseInt(arguments[3]);
        switch (arguments[0]) {
            case "duckdb" -> repeat(times, () -> duckDb(Path.of(arguments[1]), folder));
            case "complete" -> repeat(times, () -> extract(Path.of(arguments[1]), folder, arguments[4], false, false));
            case "base" -> repeat(times, () -> extract(Path.of(arguments[1]), folder, arguments[4], true, false));
            case "incremental" ->
                repeat(times, () -> extract(Path.of(arguments[1]), folder, arguments[4], false, true));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void repeat(int times, Work work) throws IOException, SQLException {
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            long size = work.run();
            System.out.println(System.nanoTime() - start + " " + size + " "
                    + ProcessTree.cpuOfThisProgram().toMillis() + " " + heapPeak() + " "
                    + new ProcessTree(ProcessHandle.current()).peakMemory());
        }
    }

    /** The heap is fullest right before a collection; what it holds at the end may be more than before the last. */
    private static void watchHeap() {
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, _) -> {
                                if (GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION.equals(
                                        notification.getType())) {
                                    heapBeforeCollections.accumulateAndGet(before(notification), Math::max);
                                }
                            },
                            null,
                            null);
        }
    }

    private static long before(Notification notification) {
        var heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getName)
                .toList();
        return GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                .getGcInfo()
                .getMemoryUsageBeforeGc()
                .entrySet()
                .stream()
                .filter(pool -> heap.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }

    private static long heapPeak() {
        return Math.max(
                heapBeforeCollections.get(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    private static long extract(Path source, Path folder, String codec, boolean base, boolean incremental)
            throws IOException {
        var longRec = CompiledDataSet.of(DataSets.longRec());
        var settings = EngineSettings.ofThisMachine();
        if (codec.equals("jdk")) {
            settings = new EngineSettings(
                    settings.threads(), settings.longestLine(), settings.limits(), new ZlibCodec(ZLIB_LEVEL));
        }
        var baseName = name(ExtractType.COMPLETE, BASE_TIME, longRec);
        var baseIndex = folder.resolve("base.index");
        var name = base ? baseName : name(incremental ? ExtractType.INCREMENTAL : ExtractType.COMPLETE, TIME, longRec);
        var index = base ? baseIndex : folder.resolve("index");
        Files.deleteIfExists(index);
        Files.deleteIfExists(folder.resolve(name.fileName()));
        return new Engine(settings)
                .make(
                        new Order(
                                longRec,
                                new Source.Folder(source),
                                new ExtractDescription(
                                        name,
                                        longRec.type(),
                                        name.time(),
                                        name.time(),
                                        incremental ? Optional.of(baseName) : Optional.empty()),
                                incremental ? Optional.of(baseIndex) : Optional.empty(),
                                folder,
                                index,
                                folder.resolve("workspace"),
                                new BadInput.Fail()),
                        Watcher.NOBODY)
                .extract()
                .size();
    }

    private static ArchiveName name(ExtractType type, Instant time, CompiledDataSet dataSet) {
        return new ArchiveName(type, "bench", "bench", dataSet.version(), time);
    }

    /** Statements from a file, one each line, that write files into the folder. */
    private static long duckDb(Path statements, Path folder) throws IOException, SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            for (var sql : Files.readAllLines(statements)) {
                statement.execute(sql);
            }
        }
        long size = 0;
        try (var files = Files.list(folder)) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".csv.gz")).toList()) {
                size += Files.size(file);
            }
        }
        return size;
    }
}
