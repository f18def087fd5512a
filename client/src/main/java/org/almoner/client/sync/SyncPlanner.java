package org.almoner.client.sync;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.almoner.client.download.LocalName;
import org.almoner.client.download.Remote;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.sync.Listing.Left;
import org.jspecify.annotations.Nullable;

/** Compares what servers list with what a copy holds. Changes nothing. */
final class SyncPlanner {

    private static final String OF_OTHERS =
            "The server lists it as of another population or data set than when it came."
                    + " What came stays as it is; ask the operator of the server which of the two is right.";

    private final Path folder;
    private final Inventory inventory;
    private final Set<Removal> removals;
    private final Map<String, String> owners = new HashMap<>();

    SyncPlanner(Path folder, Inventory inventory, Set<Removal> removals) {
        this.folder = folder;
        this.inventory = inventory;
        this.removals = removals;
        inventory
                .holdings()
                .forEach(holding -> holding.files()
                        .forEach(file -> owners.put(
                                LocalName.folded(file.path()), holding.subject().key())));
    }

    ServerPlan plan(SyncServer server) {
        var plan = new ServerPlan(server);
        var signatures = new Signatures(server, inventory);
        try {
            var versions = held(server, Subject.OfVersion.class);
            listing(
                            plan,
                            listing -> new CatalogSurvey(
                                            server.name(),
                                            server.client().catalog(),
                                            server.versions(),
                                            versions,
                                            listing)
                                    .run())
                    .ifPresent(listing -> compare(plan, signatures, versions, listing));
            var extracts = held(server, Subject.OfExtract.class);
            listing(
                            plan,
                            listing -> new ExtractSurvey(
                                            server.name(),
                                            server.client().syndication(),
                                            server.extracts(),
                                            extracts,
                                            listing)
                                    .run())
                    .ifPresent(listing -> compare(plan, signatures, extracts, listing));
        } catch (AlmonerException.Interrupted e) {
            throw e;
        } catch (AlmonerException e) {
            plan.fail(String.valueOf(e.getMessage()));
        }
        return plan;
    }

    /** What one of the two APIs lists; empty if it could not be gone through, which keeps nothing of the other from being fetched. */
    private static Optional<Listing> listing(ServerPlan plan, Consumer<Listing> survey) {
        var listing = new Listing();
        try {
            survey.accept(listing);
            return Optional.of(listing);
        } catch (AlmonerException.Interrupted | AlmonerException.Unreachable | AlmonerException.NotAuthenticated e) {
            throw e;
        } catch (AlmonerException e) {
            // Nothing is concluded from half a listing, least of all that something is not there any more.
            plan.fail(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void compare(ServerPlan plan, Signatures signatures, List<? extends Subject> held, Listing listing) {
        listing.chosen().values().forEach(available -> add(plan, signatures, available));
        held.stream()
                .map(Subject::key)
                .filter(key -> !listing.chosen().containsKey(key))
                .forEach(key -> inventory
                        .holding(key)
                        .ifPresent(
                                holding -> leave(plan, holding, listing.others().get(key))));
    }

    private <T extends Subject> List<T> held(SyncServer server, Class<T> kind) {
        return inventory.holdings().stream()
                .map(Holding::subject)
                .filter(subject -> subject.server().equals(server.name()))
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private void add(ServerPlan plan, Signatures signatures, Available available) {
        var holding = inventory.holding(available.subject().key()).orElse(null);
        if (holding != null && !holding.subject().equals(available.subject())) {
            plan.settled().add(Items.of(holding, SyncReport.Result.REFUSED, OF_OTHERS));
            return;
        }
        if (holding != null
                && isAsListed(holding, available)
                && isTrusted(holding, plan.server().trust())) {
            plan.settled().add(Items.of(holding, SyncReport.Result.KEPT, null));
            return;
        }
        try {
            plan.due().add(due(plan.server(), signatures, available, holding));
        } catch (AlmonerException.Interrupted | AlmonerException.NotAuthenticated e) {
            throw e;
        } catch (AlmonerException e) {
            var refused = e instanceof AlmonerException.Untrusted || e instanceof AlmonerException.BadAnswer;
            plan.settled()
                    .add(Items.of(
                            available,
                            refused ? SyncReport.Result.REFUSED : SyncReport.Result.FAILED,
                            e.getMessage(),
                            null,
                            List.of()));
        }
    }

    private boolean isAsListed(Holding holding, Available available) {
        var whole = holding.whole();
        return whole != null
                && whole.revision() != null
                && whole.revision().equals(available.revision())
                && whole.choice().equals(available.choice())
                && holding.files().stream().allMatch(file -> file.looksUntouched(folder));
    }

    /** Whether what was signed when it came still counts: keys may have been pinned since. */
    private static boolean isTrusted(Holding holding, Trust trust) {
        return switch (trust) {
            case Trust.Unchecked _, Trust.FirstUse _ -> true;
            case Trust.Pinned(var keys) -> {
                var whole = holding.whole();
                var signer = whole == null ? null : whole.signer();
                yield keys.stream().anyMatch(key -> key.text().equals(signer));
            }
        };
    }

    private Due due(SyncServer server, Signatures signatures, Available available, @Nullable Holding holding) {
        var remotes = remotes(server, available);
        var signed = signatures.check(available, remotes).orElse(null);
        var parts = new ArrayList<Due.Part>();
        var names = new HashSet<String>();
        for (var remote : remotes) {
            var certain = signed == null ? remote : signed.certain(remote);
            var path = CopyPaths.file(available.subject(), remote.fileName());
            var folded = LocalName.folded(path);
            var owner = owners.putIfAbsent(folded, available.subject().key());
            if (!names.add(folded)
                    || (owner != null && !owner.equals(available.subject().key()))) {
                throw new AlmonerException.BadAnswer("There are two files for one name: " + path
                        + ", which some systems take for the same as another one's. Neither is replaced by the other.");
            }
            parts.add(new Due.Part(path, certain, holding == null ? null : inPlace(holding.file(path), certain)));
        }
        return new Due(available, parts, signed);
    }

    private static List<Remote> remotes(SyncServer server, Available available) {
        var client = server.client();
        return switch (available) {
            case Available.OfVersion version -> {
                var address = version.subject().version();
                yield client.downloads()
                        .remotes(
                                address,
                                client.catalog().files(address).stream()
                                        .filter(file -> version.takes(file.fileName()))
                                        .toList());
            }
            case Available.OfExtract extract -> List.of(client.syndication().remote(extract.listed()));
        };
    }

    /** What is in place of a file, if it is what is listed now. */
    private @Nullable HeldFile inPlace(@Nullable HeldFile held, Remote remote) {
        return held != null
                        && held.looksUntouched(folder)
                        && (remote.size() == null || remote.size() == held.size())
                        && (remote.sha256() == null
                                ? remote.id().equals(held.id())
                                : remote.sha256().equals(held.sha256()))
                ? held
                : null;
    }

    private void leave(ServerPlan plan, Holding holding, @Nullable Left why) {
        var removal = switch (why) {
            case Left.Retracted _ -> Removal.RETRACTED;
            case Left.Superseded _ -> Removal.SUPERSEDED;
            case Left.NotChosen _ -> Removal.NOT_CHOSEN;
            case null -> Removal.UNLISTED;
        };
        var reason = switch (why) {
            case Left.Retracted(var said) -> "Its publisher has retracted it: " + said;
            case Left.Superseded _ -> "There are as many newer ones as are to be kept.";
            case Left.NotChosen _ -> "Nothing in the settings fits it any more.";
            case null -> "The server does not list it any more: it is withdrawn, expired, or not for this client.";
        };
        if (removals.contains(removal)) {
            plan.leaving().add(new ServerPlan.Leaving(holding, reason));
        } else {
            plan.settled().add(Items.of(holding, SyncReport.Result.LEFT, reason));
        }
    }
}
