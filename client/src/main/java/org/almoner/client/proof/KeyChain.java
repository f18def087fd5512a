package org.almoner.client.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.almoner.client.failure.AlmonerException;

/**
 * Which keys are trusted: those that somebody has pinned, and those that a trusted key has endorsed. A publisher that changes its key
 * lets the old one sign for the new one, so that whoever has pinned the old one need not do anything.
 *
 * @param trusted the pinned keys, and after them those that are trusted because of them
 */
public record KeyChain(Set<PublisherKey> trusted) {

    private static final String TYPE = "almoner-key-endorsement+jws";

    public KeyChain {
        trusted = Set.copyOf(trusted);
    }

    /**
     * Finds out which of the listed keys are trusted. An endorsement that does not hold counts for nothing; it spoils nothing else.
     *
     * @param pinned the keys that are trusted for reasons of their own
     * @param listed what a server says about a publisher's keys, in any order
     */
    public static KeyChain of(Collection<PublisherKey> pinned, List<ListedKey> listed) {
        var trusted = new LinkedHashSet<>(pinned);
        var open = new ArrayList<Endorsement>();
        listed.forEach(key -> endorsement(key).ifPresent(open::add));
        // Each round lets at least one more key in, so that endorsements in a circle end it as well.
        while (open.removeIf(endorsement -> trusted.contains(endorsement.by()) && trusted.add(endorsement.of()))) {}
        return new KeyChain(trusted);
    }

    public boolean trusts(PublisherKey key) {
        return trusted.contains(key);
    }

    /** One key, which has signed, speaks for another. */
    private record Endorsement(PublisherKey by, PublisherKey of) {}

    private static Optional<Endorsement> endorsement(ListedKey key) {
        if (key.endorsement() == null) {
            return Optional.empty();
        }
        try {
            var jws = CompactJws.parse(key.endorsement(), TYPE, "endorsement");
            var document = key.key().document().getBytes(StandardCharsets.UTF_8);
            return Arrays.equals(jws.payload(), document) && jws.signed()
                    ? Optional.of(new Endorsement(jws.signer(), key.key()))
                    : Optional.empty();
        } catch (AlmonerException.BadAnswer e) {
            return Optional.empty();
        }
    }
}
