package org.almoner.warehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.almoner.dataset.archive.ArchiveName;
import org.almoner.dataset.verify.EnclosedName;

/** Finds archives among files and folders. */
final class Archives {

    private static final String SUFFIX = ".tar.gz";

    private Archives() {}

    /**
     * Those that are named, and all that lie in folders or below; the others there are left alone.
     *
     * @return each extract once
     * @throws NoSuchFileException if there is no such file or folder
     * @throws WarehouseException if a file that is named is not called as an extract is, nor the folder in it, or two of one name
     *     differ
     */
    static List<Archive> in(List<Path> given) throws IOException {
        var found = new TreeMap<String, Archive>();
        for (var path : given) {
            if (Files.isDirectory(path)) {
                try (var below = Files.walk(path)) {
                    for (var file : below.filter(Files::isRegularFile).sorted().toList()) {
                        var archive = archive(file);
                        if (archive.isPresent()) {
                            add(archive.get(), found);
                        }
                    }
                } catch (UncheckedIOException e) {
                    throw new IOException(path + " cannot be read: " + e.getMessage(), e);
                }
            } else if (Files.exists(path)) {
                add(
                        archive(path)
                                .orElseThrow(() -> new WarehouseException(path
                                        + " is no extract: neither the file nor the folder in it is called"
                                        + " syndication_longrecord_..._yyyyMMddHHmm.")),
                        found);
            } else {
                throw new NoSuchFileException(path.toString());
            }
        }
        return new ArrayList<>(found.values());
    }

    private static void add(Archive archive, Map<String, Archive> found) {
        var other = found.putIfAbsent(archive.name().stem(), archive);
        if (other != null && other.size() != archive.size()) {
            throw new WarehouseException(other.path() + " and " + archive.path()
                    + " have one name but not one size. Remove the one that is damaged.");
        }
    }

    private static Optional<Archive> archive(Path file) throws IOException {
        var fileName = String.valueOf(file.getFileName());
        var name =
                ArchiveName.parse(fileName).filter(parsed -> parsed.fileName().equals(fileName));
        if (name.isEmpty() && fileName.endsWith(SUFFIX)) {
            name = EnclosedName.of(file);
        }
        return name.isPresent() ? Optional.of(new Archive(file, name.get(), Files.size(file))) : Optional.empty();
    }
}
