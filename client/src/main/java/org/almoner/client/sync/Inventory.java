package org.almoner.client.sync;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.almoner.client.failure.AlmonerException;
import org.jspecify.annotations.Nullable;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * What a copy holds: a file to which a line is added for everything that happens, and what follows from all its lines. A crash can
 * tear the last line at most. For one thread at a time.
 */
public final class Inventory implements AutoCloseable {

    private static final String FILE = "inventory";

    /** A file with more lines than this is written anew when most of them are of no use any more. */
    private static final int WORTH_SHORTENING = 10_000;

    private final Path path;
    private final Map<String, Holding> holdings = new LinkedHashMap<>();
    private final Map<Signer, Entry.Trusted> trusted = new LinkedHashMap<>();
    private final Map<String, Entry> unsettled = new LinkedHashMap<>();
    private int lines;
    private @Nullable FileChannel channel;
    private @Nullable Path keptAside;

    /** That of a copy that holds nothing. */
    public static Inventory empty() {
        return new Inventory(Path.of(FILE));
    }

    private record Signer(String server, String scope) {}

    private Inventory(Path path) {
        this.path = path;
    }

    /** What a folder's inventory says; nothing if there is none. To be read only. */
    static Inventory read(Path folder) throws IOException {
        var inventory = new Inventory(folder.resolve(FILE));
        inventory.load();
        return inventory;
    }

    /**
     * Opens a folder's inventory to go on with it. The folder is this process's alone.
     *
     * @param now names what is kept aside of an inventory that somebody has altered
     */
    static Inventory open(Path folder, Instant now) throws IOException {
        var inventory = new Inventory(folder.resolve(FILE));
        var found = inventory.load();
        boolean worthShortening = inventory.lines > WORTH_SHORTENING
                && inventory.lines > 2 * inventory.current().size();
        if (!found.damaged().isEmpty()) {
            var aside = folder.resolve(FILE + ".damaged-" + now.getEpochSecond());
            Files.copy(inventory.path, aside, StandardCopyOption.REPLACE_EXISTING);
            inventory.keptAside = aside;
        }
        boolean anew = worthShortening || !found.damaged().isEmpty();
        if (anew) {
            inventory.rewrite();
        } else {
            inventory.cut(found.end());
        }
        var opened = FileChannel.open(inventory.path, Set.of(CREATE, WRITE, LinkOption.NOFOLLOW_LINKS));
        opened.position(opened.size());
        inventory.channel = opened;
        return inventory;
    }

    /** Takes away the line that a crash has torn: the next one would go on with it. */
    private void cut(int end) throws IOException {
        try (var torn = FileChannel.open(path, Set.of(CREATE, WRITE, LinkOption.NOFOLLOW_LINKS))) {
            torn.truncate(end);
        }
    }

    private CheckedLines load() throws IOException {
        var found = CheckedLines.read(
                Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? Files.readAllBytes(path) : new byte[0]);
        found.entries().forEach(this::apply);
        return found;
    }

    private void apply(Entry entry) {
        lines++;
        switch (entry) {
            case Entry.Begun(var subject, var files) -> {
                var holding = holding(subject);
                holding.become(null);
                files.forEach(file -> holding.begin(file.path(), file.id()));
            }
            case Entry.Placed(var key, var file) -> holding(key).ifPresent(holding -> holding.put(file));
            case Entry.Missed(var key, var path) -> holding(key).ifPresent(holding -> holding.miss(path));
            case Entry.BecameWhole(var subject, var whole) -> {
                holding(subject).become(whole);
                unsettled.put(subject.key(), entry);
            }
            case Entry.Confirmed(var subject, var whole) -> holding(subject).become(whole);
            case Entry.Removed(var subject, var _, var _) -> {
                holdings.remove(subject.key());
                unsettled.put(subject.key(), entry);
            }
            case Entry.Trusted key -> trusted.put(new Signer(key.server(), key.scope()), key);
            case Entry.Settled _ -> unsettled.clear();
        }
    }

    private Holding holding(Subject subject) {
        return holdings.computeIfAbsent(subject.key(), _ -> new Holding(subject));
    }

    /** All that is held, in the order in which it came. */
    public Collection<Holding> holdings() {
        return Collections.unmodifiableCollection(holdings.values());
    }

    Optional<Holding> holding(String key) {
        return Optional.ofNullable(holdings.get(key));
    }

    /** The publisher's key that was believed when it was first seen. */
    Optional<String> trusted(String server, String scope) {
        return Optional.ofNullable(trusted.get(new Signer(server, scope))).map(Entry.Trusted::key);
    }

    /** What came and went, and has not been followed yet by what is to be done after; see {@link LocalCopy#settle}. */
    public List<SyncReport.Change> changes() {
        return unsettled.values().stream().flatMap(this::change).toList();
    }

    private Stream<SyncReport.Change> change(Entry entry) {
        return switch (entry) {
            case Entry.BecameWhole(var subject, var whole) ->
                Stream.ofNullable(holdings.get(subject.key()))
                        .map(holding -> new SyncReport.Change(
                                subject.server(),
                                Items.kind(subject),
                                subject.address(),
                                whole.name(),
                                SyncReport.Result.FETCHED,
                                holding.files().stream().map(HeldFile::path).toList()));
            case Entry.Removed(var subject, var _, var _) ->
                Stream.of(new SyncReport.Change(
                        subject.server(),
                        Items.kind(subject),
                        subject.address(),
                        subject.address(),
                        SyncReport.Result.REMOVED,
                        List.of()));
            case Entry.Begun _, Entry.Placed _, Entry.Missed _, Entry.Confirmed _, Entry.Trusted _, Entry.Settled _ ->
                Stream.empty();
        };
    }

    /** Where an inventory that somebody has altered was kept; empty if it was sound. What it says of other files still counts. */
    public Optional<Path> keptAside() {
        return Optional.ofNullable(keptAside);
    }

    /** Adds a line. It survives a crash of this process at once, one of the machine from the next {@link #force} on. */
    void add(Entry entry) {
        var open = channel;
        if (open == null) {
            throw new IllegalStateException("The inventory was opened for reading only");
        }
        try {
            writeAll(open, CheckedLines.line(entry));
        } catch (IOException e) {
            throw new AlmonerException.Local("Cannot write " + path + ": " + e.getMessage(), e);
        }
        apply(entry);
    }

    /** Brings all lines to disk. */
    void force() {
        try {
            if (channel != null) {
                channel.force(false);
            }
        } catch (IOException e) {
            throw new AlmonerException.Local("Cannot write " + path + ": " + e.getMessage(), e);
        }
    }

    private void rewrite() throws IOException {
        var fresh = path.resolveSibling(FILE + ".new");
        Files.deleteIfExists(fresh);
        var current = current();
        try (var out = FileChannel.open(fresh, CREATE_NEW, WRITE)) {
            for (var entry : current) {
                writeAll(out, CheckedLines.line(entry));
            }
            out.force(true);
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        lines = current.size();
    }

    /** The fewest entries that say the same. */
    private List<Entry> current() {
        var entries = new ArrayList<Entry>();
        entries.addAll(trusted.values());
        // What is not settled comes first: it is older than what has been begun since, and must not undo that.
        entries.addAll(unsettled.values());
        holdings.values().stream().map(Inventory::entries).forEach(entries::addAll);
        return entries;
    }

    private static List<Entry> entries(Holding holding) {
        var subject = holding.subject();
        var entries = new ArrayList<Entry>();
        entries.add(new Entry.Begun(subject, List.of()));
        holding.files().forEach(file -> entries.add(new Entry.Placed(subject.key(), file)));
        if (!holding.begun().isEmpty()) {
            entries.add(new Entry.Begun(
                    subject,
                    holding.begun().entrySet().stream()
                            .map(each -> new Entry.Begun.Path(each.getKey(), each.getValue()))
                            .toList()));
        }
        holding.missed().forEach(path -> entries.add(new Entry.Missed(subject.key(), path)));
        var whole = holding.whole();
        if (whole != null) {
            entries.add(new Entry.Confirmed(subject, whole));
        }
        return entries;
    }

    private static void writeAll(FileChannel out, byte[] bytes) throws IOException {
        for (var left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
            out.write(left);
        }
    }

    @Override
    public void close() {
        if (channel != null) {
            force();
            try {
                channel.close();
            } catch (IOException e) {
                throw new AlmonerException.Local("Cannot write " + path + ": " + e.getMessage(), e);
            }
        }
    }
}
