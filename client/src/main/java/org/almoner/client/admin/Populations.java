package org.almoner.client.admin;

import java.util.Map;
import java.util.stream.Stream;

import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Api;
import org.almoner.client.http.Route;

/** The populations of a server, and their feeds. */
public final class Populations {

    private final Api api;

    Populations(Api api) {
        this.api = api;
    }

    /** @throws AlmonerException.Conflict if the organization has one of that mnemonic */
    public Population add(String organization, PopulationRequest population) {
        return api.post(of(organization), population, Population.class);
    }

    /** Those of all organizations. */
    public Stream<Population> all() {
        return api.items(Admin.V1.then("populations"), Population.class);
    }

    /** Those of one organization. */
    public Stream<Population> all(String organization) {
        return api.items(of(organization), Population.class);
    }

    public Population get(String organization, String mnemonic) {
        return api.get(one(organization, mnemonic), Population.class);
    }

    public Population change(String organization, String mnemonic, PopulationRequest change) {
        return api.patch(one(organization, mnemonic), change, Population.class);
    }

    /** @throws AlmonerException.Conflict while an extract of it can be had, or a job has not ended */
    public void remove(String organization, String mnemonic) {
        api.delete(one(organization, mnemonic));
    }

    public Feed addFeed(String organization, String mnemonic, FeedRequest feed) {
        return api.post(one(organization, mnemonic).then("feeds"), feed, Feed.class);
    }

    public Stream<Feed> feeds(String organization, String mnemonic) {
        return api.items(one(organization, mnemonic).then("feeds"), Feed.class);
    }

    /** Pauses a feed, or has it go on. What it missed in between is not made up for. */
    public Feed setActive(String organization, String mnemonic, String feedId, boolean active) {
        return api.patch(one(organization, mnemonic).then("feeds", feedId), Map.of("active", active), Feed.class);
    }

    public void removeFeed(String organization, String mnemonic, String feedId) {
        api.delete(one(organization, mnemonic).then("feeds", feedId));
    }

    private static Route of(String organization) {
        return Admin.V1.then("organizations", organization, "populations");
    }

    static Route one(String organization, String mnemonic) {
        return of(organization).then(mnemonic);
    }
}
