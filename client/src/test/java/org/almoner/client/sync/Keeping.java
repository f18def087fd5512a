package org.almoner.client.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.almoner.client.AlmonerClient;
import org.almoner.client.download.DownloadSettings;
import org.almoner.client.golden.BareServer;
import org.almoner.client.golden.FakeTime;
import org.almoner.client.golden.Golden;

/** A copy that is kept from a bare server called {@code acme}, in fake time; and what lies in it. */
final class Keeping implements AutoCloseable {

    static final Choice ALL_VERSIONS = new Choice.OfVersions(Glob.ANY, Glob.ANY, new Keep.All(), List.of());
    static final Choice NEWEST = new Choice.OfVersions(Glob.ANY, Glob.ANY, new Keep.Latest(1), List.of());
    static final Choice ALL_EXTRACTS = new Choice.OfExtracts(Glob.ANY, Glob.ANY, new Keep.All());
    static final Choice NEWEST_CHAIN = new Choice.OfExtracts(Glob.ANY, Glob.ANY, new Keep.Latest(1));

    /** How far the server's clock is ahead. */
    volatile Duration skew = Duration.ZERO;

    final FakeTime time = new FakeTime();
    final BareServer server = new BareServer(() -> time.instant().plus(skew));
    final AlmonerClient client;
    final Path folder;
    private final Set<Removal> removals = EnumSet.noneOf(Removal.class);
    private List<Choice> choices = List.of(ALL_VERSIONS, ALL_EXTRACTS);
    private Trust trust = new Trust.FirstUse();

    Keeping(Path folder) throws IOException {
        this(folder, DownloadSettings.USUAL);
    }

    Keeping(Path folder, DownloadSettings downloads) throws IOException {
        this.folder = folder;
        this.client =
                Golden.builder(server.address(), time).downloads(downloads).open();
    }

    Keeping choose(Choice... those) {
        choices = List.of(those);
        return this;
    }

    Keeping remove(Removal... those) {
        removals.addAll(List.of(those));
        return this;
    }

    Keeping trust(Trust whose) {
        trust = whose;
        return this;
    }

    List<SyncServer> servers() {
        return List.of(new SyncServer("acme", client, choices, trust));
    }

    Synchronizer synchronizer() {
        return new Synchronizer(new SyncSettings(folder, servers(), removals), time, SyncListener.NONE);
    }

    LocalCopy open() {
        return LocalCopy.open(folder, Duration.ZERO, time, time);
    }

    SyncReport run() {
        try (var copy = open()) {
            return synchronizer().run(copy);
        }
    }

    /** A run after which all that is to be done after has been done. */
    SyncReport runAndSettle() {
        try (var copy = open()) {
            var report = synchronizer().run(copy);
            copy.settle(time.instant());
            return report;
        }
    }

    VerifyReport verify() {
        return new Verifier(folder, inventory(), time, SyncListener.NONE).verify();
    }

    Inventory inventory() {
        return LocalCopy.look(folder).orElseThrow();
    }

    /** What became of each version and extract, by its address. */
    static Map<String, SyncReport.Result> results(SyncReport report) {
        var results = new TreeMap<String, SyncReport.Result>();
        report.items().forEach(item -> results.put(item.address(), item.result()));
        return results;
    }

    /** All files of the copy but its notes, by their paths from its folder on. */
    Map<String, byte[]> files() {
        return files(folder);
    }

    static Map<String, byte[]> files(Path folder) {
        if (!Files.exists(folder)) {
            return Map.of();
        }
        try (var all = Files.walk(folder)) {
            var files = new TreeMap<String, byte[]>();
            for (var each : all.filter(Files::isRegularFile).toList()) {
                if (!each.startsWith(folder.resolve(LocalCopy.NOTES))) {
                    files.put(folder.relativize(each).toString(), Files.readAllBytes(each));
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
