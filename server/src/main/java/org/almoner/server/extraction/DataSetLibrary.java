package org.almoner.server.extraction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

import org.almoner.dataset.definition.DataSets;
import org.almoner.dataset.engine.CompiledDataSet;
import org.almoner.server.syndication.DataSet;
import org.almoner.server.syndication.ExtractFailed;
import org.jspecify.annotations.Nullable;

/** The data sets that extracts can be made of. Each is checked when the server starts, not when its first job does. */
final class DataSetLibrary {

    private final SequencedMap<String, CompiledDataSet> dataSets = new TreeMap<>();

    /**
     * Reads those that come with Almoner, and those in a folder.
     *
     * @param folder has a folder for each; null for none
     * @throws RuntimeException if one is not written down as it must be; says all that is wrong with it
     */
    DataSetLibrary(@Nullable Path folder) {
        add(DataSets.longRec());
        if (folder != null) {
            foldersIn(folder).forEach(each -> add(DataSets.in(each)));
        }
    }

    private static List<Path> foldersIn(Path folder) {
        try (var all = Files.list(folder)) {
            return all.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("almoner.extraction.data-sets cannot be read: " + folder, e);
        }
    }

    private void add(org.almoner.dataset.definition.DataSet dataSet) {
        var compiled = CompiledDataSet.of(dataSet);
        if (dataSets.putIfAbsent(key(compiled.type(), compiled.version()), compiled) != null) {
            throw new IllegalArgumentException(
                    "The data set " + dataSet + " is there twice. Give one another version.");
        }
    }

    private static String key(String type, String version) {
        return type + " " + version;
    }

    List<DataSet> all() {
        return dataSets.values().stream()
                .map(each -> new DataSet(each.type(), each.version()))
                .toList();
    }

    CompiledDataSet find(DataSet dataSet) throws ExtractFailed {
        var found = dataSets.get(key(dataSet.type(), dataSet.version()));
        if (found == null) {
            throw new ExtractFailed("This server does not have the data set " + dataSet + ". It has: "
                    + String.join(", ", dataSets.keySet()) + ".");
        }
        return found;
    }
}
