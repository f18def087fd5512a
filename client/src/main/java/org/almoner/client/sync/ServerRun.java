package org.almoner.client.sync;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.almoner.client.download.Downloader;
import org.almoner.client.download.Fetched;
import org.almoner.client.download.FileHash;
import org.almoner.client.download.Outcome;
import org.almoner.client.download.Remote;
import org.almoner.client.download.Wanted;
import org.almoner.client.failure.AlmonerException;
import org.jspecify.annotations.Nullable;

/** Does what there is to do for one server. */
final class ServerRun {

    private static final String FAILED =
            "Some of its files could not be fetched. What has arrived is kept; run it again.";

    /** What a signed manifest is begun as. */
    private static final String MANIFEST = "manifest";

    private final LocalCopy copy;
    private final Inventory inventory;
    private final ServerPlan plan;
    private final InstantSource clock;
    private final SyncListener listener;
    private final List<SyncReport.Item> items;
    private final Map<Wanted, Open> open = new LinkedHashMap<>();
    private final @Nullable String failure;

    /** Something that still lacks files. */
    private static final class Open {
        private final Due due;
        private final List<SyncReport.File> files = new ArrayList<>();
        private int missing;
        private boolean failed;

        private Open(Due due) {
            this.due = due;
            this.missing = due.missing().size();
        }
    }

    ServerRun(LocalCopy copy, ServerPlan plan, InstantSource clock, SyncListener listener) {
        this.copy = copy;
        this.inventory = copy.inventory();
        this.plan = plan;
        this.clock = clock;
        this.listener = listener;
        this.items = new ArrayList<>(plan.settled());
        this.failure = plan.failure();
    }

    SyncReport.Server run() {
        plan.settled().stream()
                .filter(item -> item.result() != SyncReport.Result.KEPT)
                .forEach(listener::through);
        listener.planned(plan.server().name(), plan.files(), plan.bytes());
        begin();
        fetch();
        remove();
        return new SyncReport.Server(plan.server().name(), items, failure);
    }

    /** Says of each file that it is the copy's own before it can be there, so that one found later is known for what it is. */
    private void begin() {
        for (var due : plan.due()) {
            var one = new Open(due);
            var subject = due.available().subject();
            var holding = inventory.holding(subject.key()).orElse(new Holding(subject));
            var claimed = Map.copyOf(holding.begun());
            if (!due.missing().isEmpty()) {
                inventory.add(new Entry.Begun(subject, claims(due, holding)));
            }
            for (var part : due.missing()) {
                if (!adopted(one, part, claimed.get(part.path()))) {
                    boolean ours = claimed.containsKey(part.path()) || holding.file(part.path()) != null;
                    open.put(new Wanted(part.remote(), copy.folder().resolve(part.path()), ours), one);
                }
            }
            closeIfWhole(one);
        }
        inventory.force();
    }

    private List<Entry.Begun.Path> claims(Due due, Holding holding) {
        var claims = due.missing().stream()
                .filter(part -> holding.file(part.path()) == null && isFree(part.path()))
                .map(part -> new Entry.Begun.Path(part.path(), part.remote().id()));
        var signed = Stream.ofNullable(due.signed())
                .map(_ -> CopyPaths.manifest(due.available()))
                .filter(path -> holding.owns(path) || isFree(path))
                .map(path -> new Entry.Begun.Path(path, MANIFEST));
        return Stream.concat(claims, signed).toList();
    }

    private boolean isFree(String path) {
        return !Files.exists(copy.folder().resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Takes a file that an earlier run put in place and did not live to note down. It got its name when it was whole, and where the
     * server lists no hash there is nothing else to tell by. Where it does, the download looks for itself.
     *
     * @param claimed the id that the file was to be fetched by; null if it was not
     */
    private boolean adopted(Open one, Due.Part part, @Nullable String claimed) {
        var path = copy.folder().resolve(part.path());
        var remote = part.remote();
        if (remote.sha256() != null
                || !remote.id().equals(claimed)
                || !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try {
            long size = Files.size(path);
            if (remote.size() != null && remote.size() != size) {
                return false;
            }
            var proof = remote.size() == null ? Fetched.Proof.NONE : Fetched.Proof.SIZE;
            var hash = FileHash.of(path, position -> listener.checking(remote.fileName(), position, size));
            place(one, part.path(), remote, new Fetched(path, size, hash, proof, true));
            return true;
        } catch (IOException e) {
            // What cannot be read is of no use, and fetched as if it were not there.
            return false;
        }
    }

    private void fetch() {
        plan.server().client().downloads().fetchAll(List.copyOf(open.keySet()), listener, outcome -> {
            var one = Objects.requireNonNull(open.get(outcome.wanted()));
            var remote = outcome.wanted().remote();
            var path = relative(outcome.wanted().target());
            switch (outcome) {
                case Outcome.Done(var _, var fetched) -> place(one, path, remote, fetched);
                case Outcome.Failed(var _, var why) -> miss(one, path, remote, why);
            }
            closeIfWhole(one);
        });
        for (var one : new LinkedHashSet<>(open.values())) {
            if (one.failed) {
                add(Items.of(one.due.available(), SyncReport.Result.FAILED, FAILED, one.due.signed(), one.files));
            }
        }
    }

    private String relative(Path target) {
        return copy.folder().relativize(target).toString().replace(File.separatorChar, '/');
    }

    private void place(Open one, String path, Remote remote, Fetched fetched) {
        try {
            if (fetched.alreadyThere()) {
                // A run that was killed may have left beside it what it was made of.
                Downloader.forget(fetched.path());
            }
            var file = HeldFile.of(path, remote.id(), fetched, clock.instant());
            inventory.add(new Entry.Placed(one.due.available().subject().key(), file));
            one.missing--;
            one.files.add(new SyncReport.File(path, file.size(), file.sha256(), file.proof(), null));
            listener.placed(file);
        } catch (IOException e) {
            miss(one, path, remote, new AlmonerException.Local(path + " has vanished: " + e.getMessage(), e));
        }
    }

    private void miss(Open one, String path, Remote remote, AlmonerException why) {
        var reason = String.valueOf(why.getMessage());
        one.failed = true;
        inventory.add(new Entry.Missed(one.due.available().subject().key(), path));
        one.files.add(new SyncReport.File(path, remote.size(), remote.sha256(), null, reason));
        listener.missed(path, reason);
    }

    private void closeIfWhole(Open one) {
        if (one.missing > 0) {
            return;
        }
        var due = one.due;
        var available = due.available();
        var signed = due.signed();
        if (signed != null) {
            var problem = write(due, signed.manifest().text());
            if (problem != null) {
                add(Items.of(available, SyncReport.Result.FAILED, problem, signed, one.files));
                return;
            }
            signed.firstSeen(clock.instant()).ifPresent(inventory::add);
        }
        note(
                available.subject(),
                new Holding.Whole(
                        available.name(),
                        available.revision(),
                        available.choice(),
                        signed == null ? null : CopyPaths.manifest(available),
                        signed == null ? null : signed.signer().text(),
                        clock.instant()));
        var result = one.files.isEmpty() ? SyncReport.Result.KEPT : SyncReport.Result.FETCHED;
        add(Items.of(available, result, null, signed, one.files));
    }

    private void note(Subject subject, Holding.Whole whole) {
        var before = inventory.holding(subject.key()).map(Holding::whole).orElse(null);
        if (before == null) {
            inventory.add(new Entry.BecameWhole(subject, whole));
        } else if (!before.saysTheSame(whole)) {
            inventory.add(new Entry.Confirmed(subject, whole));
        }
    }

    /** @return what is wrong, as a sentence; null if the manifest is in place */
    private @Nullable String write(Due due, String text) {
        var target = due.manifest(copy.folder());
        var path = relative(target);
        var fresh = copy.notes().resolve("manifest.new");
        try {
            if (!isFree(path)
                    && !inventory
                            .holding(due.available().subject().key())
                            .filter(holding -> holding.owns(path))
                            .isPresent()
                    && !Manifests.read(target).equals(text)) {
                return target + " exists and is not the signed manifest, which goes there. Move it away.";
            }
            Files.writeString(fresh, text + "\n");
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return null;
        } catch (IOException e) {
            return "Cannot write " + target + ": " + e.getMessage();
        }
    }

    /** Removes what is not to be kept, once everything that is to be there is. */
    private void remove() {
        boolean incomplete = failure != null
                || items.stream()
                        .anyMatch(item -> item.result() == SyncReport.Result.FAILED
                                || item.result() == SyncReport.Result.REFUSED);
        for (var leaving : plan.leaving()) {
            if (incomplete) {
                add(Items.of(
                        leaving.holding(),
                        SyncReport.Result.LEFT,
                        leaving.reason() + " It stays until all that is to be in the copy is there."));
            } else {
                remove(leaving);
            }
        }
    }

    private void remove(ServerPlan.Leaving leaving) {
        var holding = leaving.holding();
        try {
            Removing.remove(copy, holding);
        } catch (IOException e) {
            add(Items.of(
                    holding,
                    SyncReport.Result.FAILED,
                    leaving.reason() + " It cannot be removed from " + copy.folder() + ": " + e.getMessage()));
            return;
        }
        inventory.add(new Entry.Removed(holding.subject(), leaving.reason(), clock.instant()));
        add(Items.of(holding, SyncReport.Result.REMOVED, leaving.reason()));
    }

    private void add(SyncReport.Item item) {
        items.add(item);
        listener.through(item);
    }
}
