package org.almoner.dataset.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;

import org.almoner.dataset.archive.Compression;
import org.almoner.dataset.archive.ExtractWriter;
import org.almoner.dataset.disk.Disk;
import org.almoner.dataset.disk.Workspace;
import org.almoner.dataset.index.RowIndex;
import org.almoner.dataset.index.UnusableIndexException;
import org.almoner.dataset.source.LineBlock;
import org.almoner.dataset.source.SourceException;
import org.jspecify.annotations.Nullable;

/** Makes extracts. Keeps nothing from one to the next; any number can be made at a time, each on threads of its own. */
public final class Engine {

    private final EngineSettings settings;
    private final Disk disk;
    private final int blockSize;

    public Engine(EngineSettings settings) {
        this(settings, Disk.local());
    }

    /** @param disk where files are made */
    public Engine(EngineSettings settings, Disk disk) {
        this(settings, disk, LineBlock.USUAL);
    }

    /** @param blockSize how much of a folder each thread reads at once, in bytes; without influence on what is made */
    Engine(EngineSettings settings, Disk disk, int blockSize) {
        this.settings = settings;
        this.disk = disk;
        this.blockSize = blockSize;
    }

    /**
     * Makes an extract: its archive and its row index. What comes out depends on the order and the source alone, not on the number of
     * threads. If this throws, nothing was made.
     *
     * @throws SourceException if the source cannot be read, changes meanwhile, or does not fit the data set
     * @throws BadInputException if a line is bad and the order says to fail at that
     * @throws UnusableIndexException if the base's row index is missing, damaged, or another extract's
     * @throws CancellationException if the watcher says so
     * @throws IOException if there is no room, or files cannot be written
     */
    public Made make(Order order, Watcher watcher) throws IOException {
        if (!Files.isDirectory(order.folder())) {
            throw new NoSuchFileException(order.folder().toString(), null, "there is no such folder for the archive");
        }
        var compressing = Executors.newFixedThreadPool(
                settings.threads(),
                Thread.ofPlatform().daemon().name("compress-", 0).factory());
        var cores = new Cores(settings.threads());
        var compression = new Compression(compressing, settings.threads(), cores::idle, settings.codec());
        try (var workspace = Workspace.open(order.workspace(), disk, watcher::isCancelled);
                var base = base(order)) {
            var writer = writer(order, base, workspace, compression);
            return switch (order.source()) {
                case Source.Folder(var path) ->
                    new FolderRun(order, settings, watcher, blockSize, cores).make(path, writer, workspace, disk);
                case Source.Database database ->
                    new DatabaseRun(order, settings, watcher, cores).make(database, writer);
            };
        } finally {
            // What is still being compressed is of no use any more.
            compressing.shutdownNow();
        }
    }

    private static BaseIndex base(Order order) throws IOException {
        var base = order.description().base();
        var file = order.baseIndex();
        return base.isPresent() && file.isPresent()
                ? new BaseIndex(RowIndex.open(
                        file.get(), ExtractWriter.identity(order.dataSet().type(), base.get())))
                : new BaseIndex(null);
    }

    private static ExtractWriter writer(Order order, BaseIndex base, Workspace workspace, Compression compression)
            throws IOException {
        var layouts = order.dataSet().layout().entities();
        var index = base.index();
        return index == null
                ? ExtractWriter.complete(order.description(), layouts, workspace, compression)
                : ExtractWriter.incremental(order.description(), layouts, index, workspace, compression);
    }

    /** The row index to compare with, or none. */
    private record BaseIndex(@Nullable RowIndex index) implements AutoCloseable {
        @Override
        public void close() {
            if (index != null) {
                index.close();
            }
        }
    }
}
