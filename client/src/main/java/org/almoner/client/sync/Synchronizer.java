package org.almoner.client.sync;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Keeps a copy as its settings say: looks what servers list, fetches what is missing, checks what publishers have signed, and removes what is
 * not to be kept. What one server, or one file, does not allow keeps nothing else from being done; run it again, and it goes on where it stopped.
 */
public final class Synchronizer {

    private final SyncSettings settings;
    private final InstantSource clock;
    private final SyncListener listener;

    public Synchronizer(SyncSettings settings, InstantSource clock, SyncListener listener) {
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Tells what there would be to do. Writes nothing.
     *
     * @param holds what the copy holds; an empty one if there is none
     */
    public SyncReport plan(Inventory holds) {
        var begun = clock.instant();
        var planner = new SyncPlanner(settings.folder(), holds, settings.removals());
        var servers = new ArrayList<SyncReport.Server>();
        for (var server : settings.servers()) {
            listener.looking(server.name());
            var plan = planner.plan(server);
            var items = new ArrayList<>(plan.settled());
            plan.due().forEach(due -> items.add(Items.due(due)));
            plan.leaving()
                    .forEach(leaving -> items.add(Items.of(
                            leaving.holding(),
                            plan.failure() == null ? SyncReport.Result.LEAVING : SyncReport.Result.LEFT,
                            leaving.reason())));
            servers.add(new SyncReport.Server(server.name(), items, plan.failure()));
        }
        servers.addAll(strangers(holds));
        return report(true, begun, servers, List.of());
    }

    /**
     * Brings the copy up to date.
     *
     * @param copy the settings' own
     * @throws org.almoner.client.failure.AlmonerException.Local if the copy itself cannot be written
     * @throws org.almoner.client.failure.AlmonerException.Interrupted if the thread is interrupted; what has arrived is kept
     */
    public SyncReport run(LocalCopy copy) {
        return run(copy, _ -> true);
    }

    /** {@link #run(LocalCopy)} for some of the servers, by their names. */
    public SyncReport run(LocalCopy copy, Predicate<String> which) {
        var begun = clock.instant();
        var planner = new SyncPlanner(copy.folder(), copy.inventory(), settings.removals());
        var servers = new ArrayList<SyncReport.Server>();
        for (var server : settings.servers()) {
            if (which.test(server.name())) {
                listener.looking(server.name());
                servers.add(new ServerRun(copy, planner.plan(server), clock, listener).run());
            }
        }
        copy.inventory().force();
        servers.addAll(strangers(copy.inventory()));
        return report(false, begun, servers, copy.inventory().changes());
    }

    /** What the copy has of servers that the settings do not name. */
    private List<SyncReport.Server> strangers(Inventory inventory) {
        var known = settings.servers().stream().map(SyncServer::name).collect(Collectors.toSet());
        var items = new LinkedHashMap<String, List<SyncReport.Item>>();
        for (var holding : inventory.holdings()) {
            var name = holding.subject().server();
            if (!known.contains(name)) {
                items.computeIfAbsent(name, _ -> new ArrayList<>())
                        .add(Items.of(
                                holding,
                                SyncReport.Result.LEFT,
                                "The settings do not name the server " + name + " any more."));
            }
        }
        return items.entrySet().stream()
                .map(each -> new SyncReport.Server(each.getKey(), each.getValue(), null))
                .toList();
    }

    private SyncReport report(
            boolean dryRun, Instant begun, List<SyncReport.Server> servers, List<SyncReport.Change> changes) {
        return new SyncReport(
                SyncReport.FORM,
                settings.folder().toString(),
                dryRun,
                servers.stream().allMatch(SyncReport.Server::isComplete),
                begun,
                clock.instant(),
                servers,
                changes);
    }
}
