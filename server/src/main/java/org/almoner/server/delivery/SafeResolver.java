package org.almoner.server.delivery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

/**
 * Finds the addresses of hosts, and gives out none that must not be called: whoever connects does so to the very addresses that were checked.
 *
 * <p>Names are looked up on threads of their own, since the JDK's lookup holds the thread of the system beneath a virtual one: a few name servers that
 * do not answer would stop the whole server. What asks for one host at the same time shares one lookup.
 */
final class SafeResolver {

    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final int MOST_REMEMBERED = 10_000;

    private final Lookup lookup;
    private final AddressRules rules;
    private final Duration patience;
    private final AsyncCache<String, List<InetAddress>> found;

    /** Where addresses come from. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /**
     * @param executor threads of the system, as many as name servers may keep waiting at a time
     * @param patience how long an answer is waited for
     * @param time by which answers are remembered
     */
    SafeResolver(Lookup lookup, AddressRules rules, Executor executor, Duration patience, Ticker time) {
        this.lookup = lookup;
        this.rules = rules;
        this.patience = patience;
        this.found = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(REMEMBERED)
                .ticker(time)
                .executor(executor)
                .buildAsync();
    }

    /**
     * All addresses of a host.
     *
     * @param host a name, or an address in any way of writing it
     * @throws ForbiddenAddress if one of them must not be called: a name that has such an address beside others is no mishap
     * @throws UnknownHostException if it has none, or nobody says so in time; in words for people
     */
    List<InetAddress> addresses(String host) throws UnknownHostException {
        var addresses = lookedUp(host);
        for (var address : addresses) {
            var objection = rules.objection(address);
            if (objection.isPresent()) {
                throw new ForbiddenAddress("The address " + address.getHostAddress() + " of " + host + " "
                        + objection.get() + ", and this server does not send there");
            }
        }
        return addresses;
    }

    private List<InetAddress> lookedUp(String host) throws UnknownHostException {
        try {
            return found.get(host, this::look).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new UnknownHostException("The host " + host + " is not known");
        } catch (TimeoutException e) {
            throw new UnknownHostException("No name server says in time where the host " + host + " is");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("The lookup of " + host + " was broken off");
        }
    }

    private List<InetAddress> look(String host) {
        try {
            return List.of(lookup.addresses(host));
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
    }
}
