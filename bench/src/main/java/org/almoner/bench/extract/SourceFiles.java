package org.almoner.bench.extract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The files of one resource type in a folder of NDJSON, of which there may be several. */
final class SourceFiles {

    private SourceFiles() {}

    /** In the order of their names. */
    static List<Path> of(Path folder, String type) throws IOException {
        var name = Pattern.compile(Pattern.quote(type) + "([._-].*)?\\.ndjson(\\.gz)?");
        try (var all = Files.list(folder)) {
            return all.filter(
                            file -> name.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }
}
