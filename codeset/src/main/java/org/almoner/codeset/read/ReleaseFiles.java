package org.almoner.codeset.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Finds the files of a release in what somebody was given. Nothing is unpacked to disk. */
public final class ReleaseFiles {

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final int LONGEST_NAME = 1024;
    private static final int FOLDERS_DEEP = 8;
    private static final Pattern OUTSIDE = Pattern.compile("(^|/)\\.\\.(/|$)|^/|^[A-Za-z]:|[\\p{Cntrl}]");
    private static final Pattern FOLDERS = Pattern.compile(".*/", Pattern.DOTALL);

    private ReleaseFiles() {}

    /** Whether a file is a ZIP, by its first bytes. */
    public static boolean isZip(Path path) throws IOException {
        try (var in = Files.newInputStream(path)) {
            var first = in.readNBytes(ZIP.length);
            return java.util.Arrays.equals(first, ZIP);
        }
    }

    /** Whether something holds the files of a release, and is not one of them: a folder, or a ZIP that is no workbook. */
    public static boolean holdsMany(Path path) throws IOException {
        return Files.isDirectory(path) || (isZip(path) && !Workbook.is(path));
    }

    /**
     * The file; all files in it if it is a ZIP or a folder, and the sheets if it is a workbook, by itself or in a folder. ZIPs in it, and
     * workbooks in a ZIP, are files like others.
     *
     * @throws NoSuchFileException if there is no such file
     * @throws ReleaseException if the ZIP is damaged, or holds names that no release has
     */
    public static List<ReleaseFile> in(Path path, ReadLimits limits) throws IOException {
        if (Files.isDirectory(path)) {
            return below(path, limits);
        }
        if (!Files.isRegularFile(path)) {
            throw new NoSuchFileException(path.toString());
        }
        if (Workbook.is(path)) {
            return new Workbook(path, limits).sheets();
        }
        return isZip(path) ? zipped(path, limits) : List.of(new Plain(path, Files.size(path)));
    }

    /** An unpacked release; what begins with a dot is somebody's own. */
    private static List<ReleaseFile> below(Path folder, ReadLimits limits) throws IOException {
        try (var all = Files.walk(folder, FOLDERS_DEEP)) {
            var files = all.filter(file -> Files.isRegularFile(file)
                            && !String.valueOf(file.getFileName()).startsWith("."))
                    .sorted()
                    .limit(limits.entries() + 1L)
                    .toList();
            if (files.size() > limits.entries()) {
                throw ReleaseException.ofArchive(
                        folder.toString(), "holds more than the " + limits.entries() + " files of any release");
            }
            var found = new ArrayList<ReleaseFile>();
            for (var file : files) {
                if (Workbook.is(file)) {
                    found.addAll(new Workbook(file, limits).sheets());
                } else {
                    found.add(new Plain(file, Files.size(file)));
                }
            }
            return found;
        }
    }

    private static List<ReleaseFile> zipped(Path path, ReadLimits limits) throws IOException {
        var files = new ArrayList<ReleaseFile>();
        var names = new HashMap<String, String>();
        try (var zip = open(path)) {
            if (zip.size() > limits.entries()) {
                throw ReleaseException.ofArchive(
                        path.toString(),
                        "holds " + zip.size() + " entries, more than the " + limits.entries() + " of any release");
            }
            for (var entry : zip.stream().toList()) {
                var name = entry.getName().replace('\\', '/');
                if (name.length() > LONGEST_NAME || OUTSIDE.matcher(name).find()) {
                    throw ReleaseException.ofArchive(
                            path.toString(),
                            "holds the name '" + name.substring(0, Math.min(100, name.length()))
                                    + "', which is too long, or points out of the ZIP. No publisher makes such; do not trust the file");
                }
                var other = names.put(name.toLowerCase(Locale.ROOT), name);
                if (other != null) {
                    throw ReleaseException.ofArchive(
                            path.toString(), "holds the name '" + name + "' twice. Which one is meant?");
                }
                if (!entry.isDirectory()) {
                    files.add(new Zipped(
                            path,
                            entry.getName(),
                            FOLDERS.matcher(name).replaceFirst(""),
                            name,
                            entry.getSize(),
                            limits));
                }
            }
        }
        return files;
    }

    private static ZipFile open(Path path) throws IOException {
        try {
            // Names that are not UTF-8 are of the old code pages; nobody here looks for more than their ASCII.
            return new ZipFile(path.toFile(), ZipFile.OPEN_READ, StandardCharsets.ISO_8859_1);
        } catch (ZipException | EOFException e) {
            throw damaged(path.toString(), e);
        }
    }

    private static ReleaseException damaged(String file, IOException e) {
        return ReleaseException.ofArchive(
                file,
                "is not a ZIP that can be read: " + e.getMessage()
                        + ". Fetch it again, or unpack it if it has a password");
    }

    private record Plain(Path path, long size) implements ReleaseFile {

        @Override
        public Path container() {
            return path;
        }

        @Override
        public String name() {
            return String.valueOf(path.getFileName());
        }

        @Override
        public String shown() {
            return path.toString();
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }
    }

    /**
     * A file in a ZIP.
     *
     * @param entry its name there, to the byte
     * @param within its name there for people
     */
    private record Zipped(Path path, String entry, String name, String within, long size, ReadLimits limits)
            implements ReleaseFile {

        @Override
        public Path container() {
            return path;
        }

        @Override
        public String shown() {
            return path + ": " + within;
        }

        @Override
        public InputStream open() throws IOException {
            return unpacked(path, entry, shown(), limits)
                    .orElseThrow(
                            () -> ReleaseException.ofArchive(shown(), "is there no more: somebody changes the file"));
        }
    }

    /**
     * What a ZIP holds under a name.
     *
     * @param shown how errors name it
     * @return to be closed; nothing if there is no such name
     * @throws ReleaseException if it cannot be unpacked; while it is read, too
     */
    static Optional<InputStream> unpacked(Path path, String entry, String shown, ReadLimits limits) throws IOException {
        var zip = open(path);
        try {
            ZipEntry found = zip.getEntry(entry);
            InputStream in = found == null ? null : zip.getInputStream(found);
            if (found == null || in == null) {
                zip.close();
                return Optional.empty();
            }
            return Optional.of(new UnpackedStream(shown, zip, found, in, limits));
        } catch (ZipException | EOFException e) {
            zip.close();
            throw damaged(shown, e);
        } catch (IOException e) {
            zip.close();
            throw e;
        }
    }
}
