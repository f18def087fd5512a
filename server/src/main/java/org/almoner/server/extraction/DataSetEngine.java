package org.almoner.server.extraction;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;

import org.almoner.dataset.archive.ArchiveName;
import org.almoner.dataset.archive.ArchivedFile;
import org.almoner.dataset.archive.ExtractDescription;
import org.almoner.dataset.archive.FileKind;
import org.almoner.dataset.engine.BadInput;
import org.almoner.dataset.engine.BadInputException;
import org.almoner.dataset.engine.Engine;
import org.almoner.dataset.engine.Made;
import org.almoner.dataset.engine.Source;
import org.almoner.dataset.engine.Watcher;
import org.almoner.dataset.index.UnusableIndexException;
import org.almoner.dataset.source.SourceException;
import org.almoner.server.syndication.CancelToken;
import org.almoner.server.syndication.DataSet;
import org.almoner.server.syndication.ExtractEngine;
import org.almoner.server.syndication.ExtractFailed;
import org.almoner.server.syndication.ExtractType;
import org.almoner.server.syndication.JobStopped;
import org.almoner.server.syndication.ProgressListener;
import org.almoner.server.syndication.SourceOptions;

/** Makes archives with the engine of the data set module. */
final class DataSetEngine implements ExtractEngine {

    /** Of a population's source options: put bad lines aside instead of failing at the first. */
    private static final String BAD_INPUT = "bad_input";

    private static final String QUARANTINE = "quarantine";

    private final DataSetLibrary library;
    private final Engine engine;
    private final BulkSource bulk;
    private final Path quarantines;
    private final Clock clock;

    /** @param quarantines where lines are put aside, in a folder for each extract */
    DataSetEngine(DataSetLibrary library, Engine engine, BulkSource bulk, Path quarantines, Clock clock) {
        this.library = library;
        this.engine = engine;
        this.bulk = bulk;
        this.quarantines = quarantines;
        this.clock = clock;
    }

    @Override
    public List<DataSet> dataSets() {
        return library.all();
    }

    @Override
    public Built build(Order order, ProgressListener progress, CancelToken cancelled)
            throws ExtractFailed, IOException {
        return switch (order.source()) {
            case org.almoner.server.syndication.Source.Folder(var path) ->
                make(order, new Source.Folder(path), order.extractTime(), progress, cancelled);
            case org.almoner.server.syndication.Source.Database(var url) -> {
                var properties = new Properties();
                properties.putAll(order.options().values());
                properties.remove(BAD_INPUT);
                yield make(order, new Source.Database(url, properties), order.extractTime(), progress, cancelled);
            }
            case org.almoner.server.syndication.Source.FhirServer(var address) -> {
                var types = library.find(order.dataSet()).resourceTypes();
                var name = order.organization() + "_" + order.population();
                try (var fetched = bulk.fetch(
                        order.id(), name, address, types, order.options().values(), progress, cancelled)) {
                    yield make(
                            order,
                            new Source.Folder(fetched.folder()),
                            fetched.export().transactionTime(),
                            progress,
                            cancelled);
                }
            }
        };
    }

    @Override
    public void sweep(Predicate<UUID> open) throws IOException {
        bulk.sweep(open);
    }

    private Built make(Order order, Source source, Instant sourceTime, ProgressListener progress, CancelToken cancelled)
            throws ExtractFailed, IOException {
        try {
            var made = engine.make(ordered(order, source, sourceTime), new Watching(progress, cancelled));
            return built(made, cancelled);
        } catch (BadInputException | SourceException | UnusableIndexException e) {
            throw new ExtractFailed(String.valueOf(e.getMessage()), e);
        } catch (CancellationException _) {
            throw new JobStopped();
        }
    }

    private org.almoner.dataset.engine.Order ordered(Order order, Source source, Instant sourceTime)
            throws ExtractFailed {
        var base = order.base();
        var description = description(order, sourceTime);
        return new org.almoner.dataset.engine.Order(
                library.find(order.dataSet()),
                source,
                description,
                Optional.ofNullable(base).map(Base::index),
                order.scratch(),
                order.scratch().resolve("rows.index"),
                order.scratch().resolve("work"),
                badInput(order.options(), description));
    }

    private ExtractDescription description(Order order, Instant sourceTime) throws ExtractFailed {
        var name = new ArchiveName(
                switch (order.type()) {
                    case COMPLETE -> org.almoner.dataset.archive.ExtractType.COMPLETE;
                    case INCREMENTAL -> org.almoner.dataset.archive.ExtractType.INCREMENTAL;
                },
                order.organization(),
                order.population(),
                order.dataSet().version(),
                order.extractTime());
        var base = order.base();
        var baseName = base == null ? Optional.<ArchiveName>empty() : ArchiveName.parse(base.fileName());
        if (order.type() == ExtractType.INCREMENTAL && baseName.isEmpty()) {
            throw new ExtractFailed("The base is not called as an extract is. Run a COMPLETE.");
        }
        return new ExtractDescription(
                name, order.dataSet().type(), sourceTime, clock.instant().truncatedTo(ChronoUnit.SECONDS), baseName);
    }

    private BadInput badInput(SourceOptions options, ExtractDescription description) throws ExtractFailed {
        return switch (options.values().getOrDefault(BAD_INPUT, "fail")) {
            case "fail" -> new BadInput.Fail();
            case QUARANTINE ->
                new BadInput.Quarantine(quarantines.resolve(description.name().stem()));
            default ->
                throw new ExtractFailed("The source option " + BAD_INPUT + " is either fail or " + QUARANTINE + ".");
        };
    }

    private static Built built(Made made, CancelToken cancelled) throws IOException {
        var extract = made.extract();
        long rows = extract.summary().files().stream()
                .filter(file -> file.kind() == FileKind.ROWS)
                .mapToLong(ArchivedFile::rows)
                .sum();
        return new Built(
                extract.archive(),
                extract.archive().getFileName().toString(),
                extract.size(),
                Digests.sha256(extract.archive(), cancelled),
                extract.index(),
                rows,
                made.bytesRead(),
                made.problems());
    }

    /** Passes on what the engine tells, and what it is told. */
    private record Watching(ProgressListener listener, CancelToken cancelled) implements Watcher {

        @Override
        public void progress(Progress progress) {
            listener.at(new ProgressListener.Progress(
                    progress.rows(), progress.bytesRead(), progress.bytesTotal() == 0 ? null : progress.bytesTotal()));
        }

        @Override
        public boolean isCancelled() {
            return cancelled.isCancelled();
        }
    }
}
