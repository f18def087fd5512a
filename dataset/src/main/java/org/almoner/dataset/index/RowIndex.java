package org.almoner.dataset.index;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.SequencedMap;

import org.almoner.dataset.disk.ScratchFile;
import org.almoner.dataset.disk.Workspace;

/**
 * The row index of an extract, open for looking up: for each entity the hashes of its rows, sorted, duplicates kept. The
 * file is mapped, not read into the heap. Safe for use by several threads.
 */
public final class RowIndex implements AutoCloseable {

    private final Arena arena;
    private final Map<String, EntityIndex> entities;

    private RowIndex(Arena arena, Map<String, EntityIndex> entities) {
        this.arena = arena;
        this.entities = entities;
    }

    /**
     * Writes an index; it appears whole or not at all.
     *
     * @param target must not be on another file system than the workspace
     * @param rows the sorter of each entity; used up
     */
    public static void write(
            Path target, IndexIdentity identity, SequencedMap<String, HashSorter> rows, Workspace workspace)
            throws IOException {
        try (ScratchFile file = workspace.create()) {
            IndexFile.write(file, identity, rows);
            file.publish(target);
        }
    }

    /**
     * Opens an index after having checked every byte of it.
     *
     * @param expected whose index it has to be
     * @throws UnusableIndexException if there is none, it belongs to another extract, or it is damaged in any way
     */
    public static RowIndex open(Path file, IndexIdentity expected) throws IOException {
        if (!Files.exists(file)) {
            throw new UnusableIndexException(file, "is missing", null);
        }
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return new RowIndex(arena, opened(IndexFile.read(file, bytes, expected), bytes));
        } catch (NoSuchFileException e) {
            arena.close();
            throw new UnusableIndexException(file, "is missing", e);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /**
     * Whose index a file is. Does not look at the hashes in it.
     *
     * @throws UnusableIndexException if there is none, or it is damaged where it says so
     */
    public static IndexIdentity identity(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            return IndexFile.identity(file, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
        } catch (NoSuchFileException e) {
            throw new UnusableIndexException(file, "is missing", e);
        }
    }

    /** The rows of one entity; none if the extract did not have the entity. */
    public EntityIndex entity(String name) {
        EntityIndex entity = entities.get(name);
        return entity == null ? new EntityIndex(MemorySegment.NULL) : entity;
    }

    /** Nobody may look up any more. */
    @Override
    public void close() {
        arena.close();
    }

    private static Map<String, EntityIndex> opened(
            SequencedMap<String, IndexFile.Section> sections, MemorySegment bytes) {
        Map<String, EntityIndex> entities = new HashMap<>();
        sections.forEach((name, section) ->
                entities.put(name, new EntityIndex(bytes.asSlice(section.start(), section.rows() * HashSorter.BYTES))));
        return entities;
    }
}
