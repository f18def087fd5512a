package org.almoner.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.almoner.cli.watch.WatchSettings;

/**
 * What somebody has put into a watched folder: a file, or a folder with the files of one release.
 *
 * @param files all of it, by name; at least one
 * @param bytes of all files
 * @param newest when the last of them was changed, as the file system says
 * @param state names, sizes and times: what changes as long as somebody is still writing
 * @param unfinished whether there is a file in it that has not got its name yet
 */
record Drop(Path path, List<Path> files, long bytes, Instant newest, String state, boolean unfinished) {

    /** Names that programs give to what they have not written whole. */
    private static final Pattern UNFINISHED = Pattern.compile(
            "~.*|.*~|.*\\.(part|partial|filepart|tmp|temp|crdownload|download|almoner-part|almoner-part\\.state)",
            Pattern.CASE_INSENSITIVE);

    /** Names that are nobody's release: hidden files, and what file managers leave behind. */
    private static final Pattern PASSED_OVER =
            Pattern.compile("\\..*|thumbs\\.db|desktop\\.ini", Pattern.CASE_INSENSITIVE);

    /** So that a folder that somebody has moved here by mistake is not read for hours at each look. */
    private static final int MOST_FILES = 10_000;

    Drop {
        files = List.copyOf(files);
    }

    String name() {
        return String.valueOf(path.getFileName());
    }

    /**
     * What is there to be taken. Links are passed over: what they lead to is not this folder's to move.
     *
     * @throws IOException if the folder cannot be read
     */
    static List<Drop> in(WatchSettings.Folder folder) throws IOException {
        List<Path> children;
        try (var all = Files.list(folder.path())) {
            children = all.filter(path -> !path.equals(folder.done()) && !path.equals(folder.refused()))
                    .filter(path -> !PASSED_OVER.matcher(name(path)).matches()
                            && !UNFINISHED.matcher(name(path)).matches())
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        var drops = new ArrayList<Drop>();
        for (var child : children) {
            var drop = of(child);
            if (!drop.files().isEmpty() || drop.unfinished()) {
                drops.add(drop);
            }
        }
        return drops;
    }

    private static Drop of(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path, new FileVisitOption[0])) {
            var files = new ArrayList<Path>();
            var state = new StringBuilder();
            long bytes = 0;
            var newest = Instant.EPOCH;
            boolean unfinished = false;
            for (var file : all.limit(MOST_FILES).sorted().toList()) {
                var facts = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (facts.isRegularFile() && !PASSED_OVER.matcher(name(file)).matches()) {
                    unfinished |= UNFINISHED.matcher(name(file)).matches();
                    files.add(file);
                    bytes += facts.size();
                    var changed = facts.lastModifiedTime().toInstant();
                    newest = changed.isAfter(newest) ? changed : newest;
                    state.append(path.relativize(file))
                            .append('\n')
                            .append(facts.size())
                            .append(' ')
                            .append(changed)
                            .append('\n');
                }
            }
            return new Drop(path, files, bytes, newest, state.toString(), unfinished);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
