package org.almoner.client.sync;

import java.util.List;

import org.almoner.client.proof.PublisherKey;

/** Whose signatures count. */
public sealed interface Trust {

    /**
     * Those of these keys, and of keys that these have endorsed. What is not signed by one is not taken.
     *
     * @param keys at least one
     */
    record Pinned(List<PublisherKey> keys) implements Trust {
        public Pinned {
            keys = List.copyOf(keys);
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("Nothing could be trusted without a key");
            }
        }
    }

    /**
     * Those of the key that a publisher's first manifest was signed with, and of keys that this one has endorsed. A server without
     * signed manifests is taken as it is, until it has shown one.
     */
    record FirstUse() implements Trust {}

    /** None are asked for. */
    record Unchecked() implements Trust {}
}
