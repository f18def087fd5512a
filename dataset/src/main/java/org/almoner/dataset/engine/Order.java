package org.almoner.dataset.engine;

import java.nio.file.Path;
import java.util.Optional;

import org.almoner.dataset.archive.ExtractDescription;

/**
 * What extract to make of what, and where.
 *
 * @param dataSet says what entities there are
 * @param source is read once
 * @param description what the extract says of itself
 * @param baseIndex the row index of the base that the description names; present if and only if it names one
 * @param folder gets the archive; must exist
 * @param index the file that gets the row index, another than that of the base; on the same file system as the folder and the workspace
 * @param workspace for what does not fit into memory; made, emptied and removed by the engine
 * @param badInput what to do about lines that no rows can be had from
 */
public record Order(
        CompiledDataSet dataSet,
        Source source,
        ExtractDescription description,
        Optional<Path> baseIndex,
        Path folder,
        Path index,
        Path workspace,
        BadInput badInput) {

    public Order {
        if (baseIndex.isPresent() != description.base().isPresent()) {
            throw new IllegalArgumentException(
                    "An INCREMENTAL is made from its base's row index, and a COMPLETE from none");
        }
        if (!description.dataSet().equals(dataSet.type())
                || !description.name().version().equals(dataSet.version())) {
            throw new IllegalArgumentException("%s is described as one of %s, but made of %s %s"
                    .formatted(description.name(), description.dataSet(), dataSet.type(), dataSet.version()));
        }
        if (baseIndex.isPresent() && baseIndex.get().equals(index)) {
            throw new IllegalArgumentException("The row index of the base would be overwritten: " + index);
        }
    }
}
