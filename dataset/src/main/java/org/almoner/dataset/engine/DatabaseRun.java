package org.almoner.dataset.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.almoner.dataset.archive.EntityWriter;
import org.almoner.dataset.archive.ExtractWriter;
import org.almoner.dataset.engine.CompiledDataSet.Entity;
import org.almoner.dataset.engine.Watcher.Progress;
import org.almoner.dataset.row.RowSink;
import org.almoner.dataset.source.DatabaseSnapshot;
import org.almoner.dataset.source.SourceException;
import org.almoner.dataset.text.TextBlock;
import org.almoner.dataset.text.TextLimitException;

/** Makes one extract of a database: one query after the other, in one snapshot. */
final class DatabaseRun {

    /** When to hand rows on, in bytes of text. */
    private static final int BLOCK = 1 << 20;

    private final Order order;
    private final EngineSettings settings;
    private final Watcher watcher;
    private final Cores cores;
    private long rows;

    DatabaseRun(Order order, EngineSettings settings, Watcher watcher, Cores cores) {
        this.order = order;
        this.settings = settings;
        this.watcher = watcher;
        this.cores = cores;
    }

    Made make(Source.Database database, ExtractWriter writer) throws IOException {
        var queries = order.dataSet().entities().stream().map(this::queried).toList();
        cores.begin();
        try (var snapshot = DatabaseSnapshot.open(database.address())) {
            for (var query : queries) {
                read(snapshot, query, writer.entity(query.name()));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            cores.end();
        }
        return new Made(writer.finish(order.folder(), order.index()), 0, rows, 0, List.of());
    }

    private Entity.Queried queried(Entity entity) {
        return switch (entity) {
            case Entity.Queried query -> query;
            case Entity.Viewed _ ->
                throw new SourceException("The entity " + entity.name() + " of "
                        + order.dataSet().type() + " is a view over FHIR resources, but the source is a database.");
        };
    }

    private void read(DatabaseSnapshot snapshot, Entity.Queried query, EntityWriter writer) throws IOException {
        var block = new TextBlock(query.columns().size(), settings.limits());
        long before = rows;
        try {
            snapshot.read(query.name(), query.sql(), query.columns(), handingOn(block, writer), watcher::isCancelled);
        } catch (TextLimitException e) {
            throw new SourceException(
                    query.name() + ", after row " + (rows - before + block.rows()) + ": " + e.getMessage(), e);
        }
        handOn(block, writer);
        if (watcher.isCancelled()) {
            throw new CancellationException("The extract was cancelled");
        }
    }

    private RowSink handingOn(TextBlock block, EntityWriter writer) {
        var limits = settings.limits();
        int enough = Math.min(BLOCK, limits.block() - limits.row());
        return new RowSink() {
            @Override
            public void value(byte[] utf8, int offset, int length) {
                block.value(utf8, offset, length);
            }

            @Override
            public void absent() {
                block.absent();
            }

            @Override
            public void endRow() {
                block.endRow();
                if (block.size() >= enough) {
                    try {
                        handOn(block, writer);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        };
    }

    private void handOn(TextBlock block, EntityWriter writer) throws IOException {
        writer.append(writer.prepare(block));
        rows += block.rows();
        block.clear();
        watcher.progress(new Progress(0, 0, rows));
    }
}
