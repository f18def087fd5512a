package org.almoner.dataset.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;

import org.almoner.dataset.disk.ScratchFile;
import org.almoner.dataset.disk.Workspace;
import org.almoner.dataset.index.HashSorter;
import org.almoner.dataset.index.IndexIdentity;
import org.almoner.dataset.index.RowIndex;

/**
 * Writes an extract: its archive and the row index for the next INCREMENTAL. Until {@link #finish} returns, nothing is
 * visible outside of the workspace; if anything fails, closing the workspace takes away all there is.
 *
 * <p>What comes out depends on the description, the layouts, the rows of each entity in their order, and the base; not on
 * threads, blocks or time.
 */
public final class ExtractWriter {

    private final ExtractDescription description;
    private final Workspace workspace;
    private final Compression compression;
    private final SequencedMap<String, EntityWriter> entities;

    private ExtractWriter(
            ExtractDescription description,
            Workspace workspace,
            Compression compression,
            SequencedMap<String, EntityWriter> entities) {
        this.description = description;
        this.workspace = workspace;
        this.compression = compression;
        this.entities = entities;
    }

    /**
     * Begins a COMPLETE.
     *
     * @param layouts in the order of the archive
     */
    public static ExtractWriter complete(
            ExtractDescription description, List<EntityLayout> layouts, Workspace workspace, Compression compression)
            throws IOException {
        requireType(description, ExtractType.COMPLETE);
        requireDistinct(layouts);
        SequencedMap<String, EntityWriter> entities = new LinkedHashMap<>();
        for (EntityLayout layout : layouts) {
            entities.put(layout.name(), new CompleteEntityWriter(layout, workspace, compression));
        }
        return new ExtractWriter(description, workspace, compression, entities);
    }

    /**
     * Begins an INCREMENTAL, which is given all rows of the new state.
     *
     * @param base the row index of the base; to be closed after this is finished or given up
     */
    public static ExtractWriter incremental(
            ExtractDescription description,
            List<EntityLayout> layouts,
            RowIndex base,
            Workspace workspace,
            Compression compression)
            throws IOException {
        requireType(description, ExtractType.INCREMENTAL);
        requireDistinct(layouts);
        SequencedMap<String, EntityWriter> entities = new LinkedHashMap<>();
        for (EntityLayout layout : layouts) {
            entities.put(
                    layout.name(),
                    new IncrementalEntityWriter(layout, base.entity(layout.name()), workspace, compression));
        }
        return new ExtractWriter(description, workspace, compression, entities);
    }

    /** Where the rows of an entity go. */
    public EntityWriter entity(String name) {
        EntityWriter entity = entities.get(name);
        if (entity == null) {
            throw new IllegalArgumentException("The extract has no entity " + name);
        }
        return entity;
    }

    /** Whose index this writes, and so what to open it with as the next one's base. */
    public static IndexIdentity identity(String dataSet, ArchiveName extract) {
        return new IndexIdentity(extract.population(), dataSet, extract.version(), extract.stem());
    }

    /**
     * Joins all that was written. The archive is the last to appear. Files that have the names already, left by a run that was
     * killed before it was recorded, are replaced.
     *
     * @param folder where the archive is to be; not on another file system than the workspace
     * @param index the file for the row index; likewise, and another one than that of the base
     */
    public FinishedExtract finish(Path folder, Path index) throws IOException {
        List<EntityWriter.FinishedFile> files = new ArrayList<>();
        SequencedMap<String, HashSorter> hashes = new LinkedHashMap<>();
        for (Map.Entry<String, EntityWriter> entity : entities.entrySet()) {
            files.addAll(entity.getValue().finish());
            hashes.put(entity.getKey(), entity.getValue().hashes());
        }
        var summary = new ExtractSummary(
                description,
                files.stream().map(EntityWriter.FinishedFile::described).toList());
        Path archive = folder.resolve(description.name().fileName());
        try (ScratchFile assembled = workspace.create()) {
            assemble(assembled, files, summary);
            long size = assembled.size();
            RowIndex.write(index, identity(description.dataSet(), description.name()), hashes, workspace);
            try {
                assembled.publish(archive);
            } catch (IOException e) {
                Files.deleteIfExists(index);
                throw e;
            }
            return new FinishedExtract(archive, size, index, summary);
        }
    }

    private void assemble(ScratchFile target, List<EntityWriter.FinishedFile> files, ExtractSummary summary)
            throws IOException {
        ArchiveName name = description.name();
        var assembly = new ArchiveAssembly(target, compression.codec(), name.stem(), name.time());
        for (EntityWriter.FinishedFile file : files) {
            assembly.add(file.name(), file.text());
        }
        try (SpooledText text = new SpooledText(workspace, compression)) {
            text.append(summary.text());
            text.finish();
            assembly.add(ExtractSummary.FILE, text);
        }
        assembly.end();
    }

    private static void requireType(ExtractDescription description, ExtractType type) {
        if (description.name().type() != type) {
            throw new IllegalArgumentException("Not a name of a " + type + ": " + description.name());
        }
    }

    private static void requireDistinct(List<EntityLayout> layouts) {
        // A consumer may unpack where Person.txt and person.txt are the same file.
        var names = new TreeSet<String>();
        for (EntityLayout layout : layouts) {
            if (!names.add(layout.name().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("Two entities are called " + layout.name());
            }
        }
    }
}
