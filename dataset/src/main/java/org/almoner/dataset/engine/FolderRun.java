package org.almoner.dataset.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.almoner.dataset.archive.ExtractWriter;
import org.almoner.dataset.disk.Disk;
import org.almoner.dataset.disk.Workspace;
import org.almoner.dataset.engine.CompiledDataSet.Entity;
import org.almoner.dataset.engine.Watcher.Progress;
import org.almoner.dataset.source.LineBlock;
import org.almoner.dataset.source.NdjsonFolder;
import org.almoner.dataset.source.SourceException;
import org.almoner.dataset.view.CompiledViews;

/**
 * Makes one extract of a folder of NDJSON. Each resource type that the data set needs has a {@link Lane}; every thread takes the
 * next lines of whichever lane has most left, evaluates them, and takes part in taking over. Of files of
 * other types no more is read than what they are about.
 */
final class FolderRun {

    /** Batches under way for each thread: the one it works on, and those that wait for one before them. */
    private static final int BATCHES = 3;

    private final Order order;
    private final EngineSettings settings;
    private final Watcher watcher;
    private final int blockSize;
    private final Cores cores;
    private final List<Lane> lanes = new ArrayList<>();

    /** @param blockSize how much each thread reads at once, in bytes */
    FolderRun(Order order, EngineSettings settings, Watcher watcher, int blockSize, Cores cores) {
        this.order = order;
        this.settings = settings;
        this.watcher = watcher;
        this.blockSize = blockSize;
        this.cores = cores;
    }

    Made make(Path folder, ExtractWriter writer, Workspace workspace, Disk disk) throws IOException {
        requireViews();
        var types = order.dataSet().byResourceType().keySet();
        var source = NdjsonFolder.open(folder);
        source.requireNoneOverlooked(types);
        try (var quarantine =
                new Quarantine(order.badInput(), order.description().name(), workspace, disk)) {
            try {
                openLanes(source, writer, quarantine);
                Crew.work(settings.threads(), cores, this::work);
            } finally {
                lanes.forEach(Lane::close);
            }
            source.requireUnchanged(types);
            quarantine.publish();
            var extract = writer.finish(order.folder(), order.index());
            quarantine.keep();
            var end = progress();
            return new Made(extract, end.bytesRead(), end.rows(), quarantine.count(), quarantine.first());
        }
    }

    private void requireViews() {
        for (var entity : order.dataSet().entities()) {
            if (entity instanceof Entity.Queried) {
                throw new SourceException(
                        "The entity " + entity.name() + " of " + order.dataSet().type()
                                + " is a query on a database, but the source is a folder of FHIR resources.");
            }
        }
    }

    private void openLanes(NdjsonFolder source, ExtractWriter writer, Quarantine quarantine) {
        var references = new References(source, settings.longestLine());
        var places = new Places(BATCHES * settings.threads(), cores);
        order.dataSet().byResourceType().forEach((type, entities) -> {
            var views = CompiledViews.compile(
                    type, entities.stream().map(Entity.Viewed::view).toList());
            var section = quarantine.section();
            lanes.add(new Lane(
                    source.read(type, settings.longestLine(), section::overlong),
                    entities.stream()
                            .map(entity -> writer.entity(entity.name()))
                            .toList(),
                    section,
                    () -> new Batch(
                            new LineBlock(blockSize), views, settings.longestLine(), settings.limits(), references),
                    places));
        });
    }

    /** What each thread does, until there is nothing left to read. */
    private boolean work() throws IOException, InterruptedException {
        if (watcher.isCancelled()) {
            throw new CancellationException("The extract was cancelled");
        }
        var lane = lane();
        if (lane.isEmpty()) {
            return false;
        }
        var batch = lane.get().read();
        if (batch != null) {
            lane.get().process(batch);
            watcher.progress(progress());
        }
        return true;
    }

    /** One that nobody is reading from, if there is one, since its file has to be unpacked by one thread at a time. */
    private Optional<Lane> lane() {
        return lanes.stream()
                .filter(lane -> lane.left() >= 0)
                .max(Comparator.comparing((Lane lane) -> !lane.isBeingRead()).thenComparingLong(Lane::left));
    }

    private Progress progress() {
        long read = 0;
        long total = 0;
        long rows = 0;
        for (var lane : lanes) {
            read += lane.bytesRead();
            total += lane.size();
            rows += lane.rows();
        }
        return new Progress(read, total, rows);
    }
}
