package org.almoner.server.syndication;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import org.almoner.server.access.Caller;
import org.almoner.server.failure.NotFound;
import org.almoner.server.syndication.PopulationAdmin.Owned;
import org.almoner.server.syndication.SyndicationEvent.FeedAdded;
import org.almoner.server.syndication.SyndicationEvent.FeedChanged;
import org.almoner.server.syndication.SyndicationEvent.FeedRemoved;
import org.almoner.server.web.Timestamps;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What operators do with feeds, and what feeds do when their time has come. */
@Component
class FeedAdmin {

    private final Feeds feeds;
    private final Populations populations;
    private final JobAdmin jobs;
    private final Changes changes;
    private final Ids ids;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    FeedAdmin(
            Feeds feeds,
            Populations populations,
            JobAdmin jobs,
            Changes changes,
            Ids ids,
            Clock clock,
            ApplicationEventPublisher events) {
        this.feeds = feeds;
        this.populations = populations;
        this.jobs = jobs;
        this.changes = changes;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
    }

    Feed add(Caller caller, Owned owned, ExtractType type, DataSet dataSet, Cron cron) {
        var now = Timestamps.now(clock);
        var feed = new Feed(
                ids.next(),
                owned.population().id(),
                type,
                dataSet,
                cron,
                cron.next(now).orElseThrow(),
                now);
        return changes.make(() -> {
            populations.lock(owned.population().id());
            feeds.add(feed);
            events.publishEvent(
                    new FeedAdded(caller.organization().id().value(), caller.clientId(), owned.name(), feed.id()));
            return feed;
        });
    }

    List<Feed> of(Owned owned) {
        return feeds.of(owned.population().id());
    }

    /** @throws NotFound if the population has no such feed */
    Feed find(Owned owned, UUID id) {
        return feeds.find(owned.population().id(), id)
                .orElseThrow(() -> new NotFound("The population has no such feed."));
    }

    /** Pauses a feed or has it go on. What it missed in between is not made up for. */
    Feed change(Caller caller, Owned owned, UUID id, boolean active) {
        return changes.make(() -> {
            populations.lock(owned.population().id());
            var feed = find(owned, id);
            if (feed.isActive() != active) {
                feeds.planNext(id, active ? feed.cron().next(clock.instant()).orElse(null) : null);
                events.publishEvent(new FeedChanged(
                        caller.organization().id().value(), caller.clientId(), owned.name(), id, active));
            }
            return find(owned, id);
        });
    }

    void remove(Caller caller, Owned owned, UUID id) {
        changes.make(() -> {
            populations.lock(owned.population().id());
            var feed = find(owned, id);
            feeds.delete(id);
            events.publishEvent(
                    new FeedRemoved(caller.organization().id().value(), caller.clientId(), owned.name(), id));
            return feed;
        });
    }

    /**
     * Runs the feeds whose time has come. Of the runs that a feed has missed, because the server was down or the run before took so long,
     * one is made up for.
     */
    void runDue() {
        for (var feed : feeds.due(clock.instant())) {
            changes.make(() -> runDue(feed));
        }
    }

    private boolean runDue(Feed found) {
        var now = Timestamps.now(clock);
        if (!populations.lock(found.populationId())) {
            return false;
        }
        var due = feeds.find(found.populationId(), found.id())
                .filter(feed -> feed.nextRunAt() != null && !feed.nextRunAt().isAfter(now));
        // One that is still at it runs again when it is done.
        if (due.isEmpty() || jobs.isOpen(found.id())) {
            return false;
        }
        var feed = due.get();
        jobs.runFeed(feed, now);
        feeds.planNext(feed.id(), feed.cron().next(now).orElse(null));
        return true;
    }
}
