package org.almoner.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** A file of {@code NAME=value} lines that a shell can source. Holds secrets, so it is its owner's alone to read. */
final class EnvFile {

    private static final Pattern LINE = Pattern.compile("(?:export )?([A-Z_]+)=(['\"]?)(.*)\\2");

    private EnvFile() {}

    static Map<String, String> read(Path file) throws IOException {
        var variables = new LinkedHashMap<String, String>();
        for (var line : Files.readAllLines(file)) {
            var matcher = LINE.matcher(line);
            if (matcher.matches()) {
                variables.put(matcher.group(1), matcher.group(3));
            }
        }
        return variables;
    }

    /** Replaces the file in one step, so that nobody reads half of it. */
    static void write(Path file, Map<String, String> variables) throws IOException {
        var beside = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                file.getFileName().toString(),
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        var text = new StringBuilder();
        variables.forEach((name, value) ->
                text.append("export ").append(name).append("='").append(value).append("'\n"));
        Files.writeString(beside, text);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
