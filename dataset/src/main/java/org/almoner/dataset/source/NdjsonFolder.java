package org.almoner.dataset.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A folder as a FHIR Bulk Data export leaves it: files of newline-delimited resources, one resource type to a file, any number of
 * files to a type, plain ({@code .ndjson}) or gzipped ({@code .ndjson.gz}). The type is how a file's name begins
 * ({@code Patient.ndjson}, {@code Patient.000.ndjson}, {@code Patient-2.ndjson.gz}); where it begins with something else, the first
 * resource tells. Files of a type are read in the order of their names. Folders inside are not looked into.
 */
public final class NdjsonFolder {

    private static final Pattern NDJSON = Pattern.compile(".*\\.ndjson(\\.gz)?");
    private static final Pattern TYPED = Pattern.compile("([A-Z][A-Za-z]+)[.\\-_].*");
    private static final int LOOK = 1 << 16;

    private final Path folder;
    private final Map<String, List<SourceFile>> files;

    private NdjsonFolder(Path folder, Map<String, List<SourceFile>> files) {
        this.folder = folder;
        this.files = files;
    }

    /**
     * Looks what is there.
     *
     * @throws SourceException if it is no folder, holds no NDJSON, or a file that is about nothing
     */
    public static NdjsonFolder open(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new SourceException(folder + " is not a folder. A source is a folder of FHIR bulk NDJSON files.");
        }
        var files = new TreeMap<String, List<SourceFile>>();
        for (var path : ndjson(folder)) {
            var file = SourceFile.of(path);
            typeOf(file)
                    .ifPresent(type ->
                            files.computeIfAbsent(type, _ -> new ArrayList<>()).add(file));
        }
        if (files.isEmpty()) {
            throw new SourceException(
                    folder
                            + " holds no resources: there is no file in it that ends in .ndjson or .ndjson.gz and is not empty.");
        }
        return new NdjsonFolder(folder, files);
    }

    private static List<Path> ndjson(Path folder) {
        try (var all = Files.list(folder)) {
            return all.filter(path ->
                            NDJSON.matcher(path.getFileName().toString()).matches())
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(path -> path.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new SourceException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Optional<String> typeOf(SourceFile file) {
        var named = TYPED.matcher(file.name());
        if (named.matches()) {
            return Optional.of(named.group(1));
        }
        if (file.size() == 0) {
            return Optional.empty();
        }
        return Optional.of(typeOfFirst(file)
                .orElseThrow(() -> new SourceException(
                        file.path() + " tells its resource type neither by its name, such as Patient.ndjson, nor by"
                                + " the resourceType of its first line.")));
    }

    private static Optional<String> typeOfFirst(SourceFile file) {
        var line = file.firstLine(LOOK);
        try (var json = new JsonFactory().createParser(ObjectReadContext.empty(), line)) {
            json.nextToken();
            while (json.nextToken() != null) {
                if ("resourceType".equals(json.currentName())) {
                    return Optional.ofNullable(json.nextStringValue());
                }
                json.nextToken();
                json.skipChildren();
            }
        } catch (JacksonException _) {
            // Then it does not tell.
        }
        return Optional.empty();
    }

    /**
     * Makes sure that no file is left unread because of what it is called: {@code PatientExport-1.ndjson} reads as if it were about
     * resources of the type PatientExport.
     *
     * @param types the resource types that are asked for
     * @throws SourceException if a file that is called like another type has a resource of one of them first
     */
    public void requireNoneOverlooked(Set<String> types) {
        files.forEach((type, some) -> {
            for (var file : types.contains(type) ? List.<SourceFile>of() : some) {
                var first = typeOfFirst(file).filter(types::contains);
                if (first.isPresent()) {
                    throw new SourceException(
                            "%s is called like a file of %s, but has a %s first. Rename it to %s.ndjson or the like."
                                    .formatted(file.path(), type, first.get(), first.get()));
                }
            }
        });
    }

    /**
     * Looks whether the files of some types are still those that were found, and as they were.
     *
     * @throws SourceException if one was added, changed or removed
     */
    public void requireUnchanged(Set<String> types) {
        var now = open(folder);
        for (var type : types) {
            if (!files.getOrDefault(type, List.of()).equals(now.files.getOrDefault(type, List.of()))) {
                throw new SourceException("The files of " + type + " in " + folder
                        + " changed while they were read. Export to another folder, and read it when it is whole.");
            }
        }
    }

    public Path folder() {
        return folder;
    }

    /** The resource types of which there are files. */
    public Set<String> types() {
        return files.keySet();
    }

    /**
     * Opens the files of a type for reading.
     *
     * @param longestLine in bytes; longer ones come as {@linkplain LineBlock#isOverlong overlong} blocks
     * @param overlong gets those whole
     */
    public TypeReader read(String type, int longestLine, OverlongLines overlong) {
        return new TypeReader(files.getOrDefault(type, List.of()), longestLine, overlong);
    }
}
