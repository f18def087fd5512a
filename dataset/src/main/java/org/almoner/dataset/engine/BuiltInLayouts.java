package org.almoner.dataset.engine;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.almoner.dataset.definition.DataSets;

/**
 * The layouts of the data sets that come with Almoner, which the build derives from their definitions: to read seventy definitions and
 * two thousand expressions takes a process that has just begun longer than to load a small extract.
 */
final class BuiltInLayouts {

    private static final String LONG_REC = "LONG_REC.layout";

    private BuiltInLayouts() {}

    /** @param arguments the folder of the classes */
    public static void main(String[] arguments) throws IOException {
        var packaged = BuiltInLayouts.class.getPackageName().replace('.', '/');
        var folder = Files.createDirectories(Path.of(arguments[0]).resolve(packaged));
        try (var out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(folder.resolve(LONG_REC))))) {
            LayoutForm.write(compiled(), out);
        }
    }

    static DataSetLayout longRec() {
        try (var in = BuiltInLayouts.class.getResourceAsStream(LONG_REC)) {
            // Not there if something else than the build has compiled the classes, such as an editor.
            return in == null ? compiled() : LayoutForm.read(new DataInputStream(new BufferedInputStream(in)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + LONG_REC, e);
        }
    }

    private static DataSetLayout compiled() {
        return CompiledDataSet.of(DataSets.longRec()).layout();
    }
}
