package org.almoner.dataset.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;

import org.almoner.dataset.archive.ExtractWriter;
import org.almoner.dataset.engine.CompiledDataSet.Entity;
import org.almoner.dataset.engine.Watcher.Progress;
import org.almoner.dataset.source.NdjsonFolder;
import org.almoner.dataset.source.SourceException;
import org.almoner.dataset.view.CompiledViews;

/**
 * Makes one extract of a folder of NDJSON. Each resource type that the data set needs has a {@link Lane}; every thread takes the
 * next lines of whichever lane has most left, evaluates them, and takes part in taking over. Files of other types are not opened.
 */
final class FolderRun {

    /** Batches under way for each thread: the one it works on, and those that wait for one before them. */
    private static final int BATCHES = 3;

    private final Order order;
    private final EngineSettings settings;
    private final Watcher watcher;
    private final List<Lane> lanes = new ArrayList<>();

    FolderRun(Order order, EngineSettings settings, Watcher watcher) {
        this.order = order;
        this.settings = settings;
        this.watcher = watcher;
    }

    Made make(Path folder, ExtractWriter writer) throws IOException {
        requireViews();
        var source = NdjsonFolder.open(folder);
        try (var quarantine = new Quarantine(order.badInput())) {
            try {
                openLanes(source, writer, quarantine);
                Crew.work(settings.threads(), this::work);
            } finally {
                lanes.forEach(Lane::close);
            }
            var extract = writer.finish(order.folder(), order.index());
            quarantine.publish();
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
        var places = new Semaphore(BATCHES * settings.threads());
        order.dataSet().byResourceType().forEach((type, entities) -> {
            var views = CompiledViews.compile(
                    type, entities.stream().map(Entity.Viewed::view).toList());
            lanes.add(new Lane(
                    source.read(type, settings.longestLine(), quarantine::overlong),
                    entities.stream()
                            .map(entity -> writer.entity(entity.name()))
                            .toList(),
                    quarantine,
                    () -> new Batch(views, settings.longestLine(), settings.limits(), references),
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
