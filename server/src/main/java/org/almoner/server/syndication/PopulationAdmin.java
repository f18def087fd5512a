package org.almoner.server.syndication;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.almoner.server.access.Caller;
import org.almoner.server.access.Mnemonic;
import org.almoner.server.access.Organization;
import org.almoner.server.access.Organizations;
import org.almoner.server.failure.Conflict;
import org.almoner.server.failure.NotFound;
import org.almoner.server.storage.Objects;
import org.almoner.server.syndication.SyndicationEvent.PopulationAdded;
import org.almoner.server.syndication.SyndicationEvent.PopulationChanged;
import org.almoner.server.syndication.SyndicationEvent.PopulationRemoved;
import org.almoner.server.web.Timestamps;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** What operators do with populations. */
@Component
class PopulationAdmin {

    private final Populations populations;
    private final Organizations organizations;
    private final Feeds feeds;
    private final ExtractJobs jobs;
    private final Extracts extracts;
    private final Imports imports;
    private final Objects objects;
    private final Changes changes;
    private final Ids ids;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    PopulationAdmin(
            Populations populations,
            Organizations organizations,
            Feeds feeds,
            ExtractJobs jobs,
            Extracts extracts,
            Imports imports,
            Objects objects,
            Changes changes,
            Ids ids,
            Clock clock,
            ApplicationEventPublisher events) {
        this.populations = populations;
        this.organizations = organizations;
        this.feeds = feeds;
        this.jobs = jobs;
        this.extracts = extracts;
        this.imports = imports;
        this.objects = objects;
        this.changes = changes;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
    }

    /** A population with the organization that it belongs to. */
    record Owned(Organization organization, Population population) {

        /** How the audit calls it. */
        String name() {
            return organization.mnemonic() + "/" + population.mnemonic();
        }
    }

    /** @throws Conflict if the organization has a population of this mnemonic */
    Owned add(Caller caller, Mnemonic owner, Mnemonic mnemonic, String name, Source source, SourceOptions options) {
        var organization = organization(owner);
        var population =
                new Population(ids.next(), organization.id(), mnemonic, name, source, options, Timestamps.now(clock));
        var owned = new Owned(organization, population);
        try {
            return changes.make(() -> {
                populations.add(population);
                events.publishEvent(new PopulationAdded(
                        caller.organization().id().value(), caller.clientId(), owned.name(), population.id()));
                return owned;
            });
        } catch (DuplicateKeyException e) {
            throw new Conflict("The organization has a population of this mnemonic already. Choose another one.");
        }
    }

    /** Those of all organizations. */
    List<Owned> all() {
        return populations.all().stream()
                .map(population ->
                        new Owned(organizations.find(population.organization()).orElseThrow(), population))
                .toList();
    }

    /** Those of one organization. */
    List<Owned> of(Mnemonic owner) {
        var organization = organization(owner);
        return populations.of(organization.id()).stream()
                .map(population -> new Owned(organization, population))
                .toList();
    }

    /** @throws NotFound if there is no such organization, or it has no such population */
    Owned find(Mnemonic owner, Mnemonic mnemonic) {
        var organization = organization(owner);
        return populations
                .find(organization.id(), mnemonic)
                .map(population -> new Owned(organization, population))
                .orElseThrow(() -> new NotFound("The organization has no population of this mnemonic."));
    }

    /** Whose population that is. */
    Owned find(UUID id) {
        var population = populations.find(id).orElseThrow(() -> new NotFound("The population is gone."));
        return new Owned(organizations.find(population.organization()).orElseThrow(), population);
    }

    /** Makes a population another one. What extracts there are stay as they are. */
    Owned change(Caller caller, Mnemonic owner, Mnemonic mnemonic, UnaryOperator<Population> change) {
        return changes.make(() -> {
            populations.lock(find(owner, mnemonic).population().id());
            var before = find(owner, mnemonic);
            var after = change.apply(before.population());
            populations.change(after.id(), after.name(), after.source(), after.options());
            events.publishEvent(new PopulationChanged(
                    caller.organization().id().value(), caller.clientId(), before.name(), after.id()));
            return new Owned(before.organization(), after);
        });
    }

    /**
     * Removes a population with all that belongs to it.
     *
     * @throws Conflict if a job of it has not ended, or an extract of it can still be had
     */
    void remove(Caller caller, Mnemonic owner, Mnemonic mnemonic) {
        changes.make(() -> {
            var owned = find(owner, mnemonic);
            var id = owned.population().id();
            populations.lock(id);
            if (!jobs.open(id).isEmpty()) {
                throw new Conflict("Jobs of the population have not ended. Cancel them first.");
            }
            var all = extracts.of(id);
            if (all.stream().anyMatch(extract -> extract.withdrawal() == null)) {
                throw new Conflict("Extracts of the population can still be had. Withdraw them first.");
            }
            imports.deleteOf(id);
            feeds.deleteOf(id);
            jobs.deleteOf(id);
            // Each is based on one before it, if on any.
            all.reversed().forEach(extract -> {
                extracts.delete(extract.id());
                if (extract.object() != null) {
                    objects.delete(extract.object());
                }
            });
            populations.delete(id);
            events.publishEvent(
                    new PopulationRemoved(caller.organization().id().value(), caller.clientId(), owned.name(), id));
            return owned;
        });
    }

    private Organization organization(Mnemonic mnemonic) {
        return organizations
                .find(mnemonic)
                .orElseThrow(() -> new NotFound("There is no organization '" + mnemonic + "'."));
    }
}
