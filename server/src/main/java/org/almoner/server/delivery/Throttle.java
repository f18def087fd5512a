package org.almoner.server.delivery;

/** How often a recipient may be called; all nodes together keep to it. */
public sealed interface Throttle {

    /** The usual one. */
    Throttle NONE = new Unlimited();

    /** As often as there is something. */
    record Unlimited() implements Throttle {}

    /**
     * SNS's {@code maxReceivesPerSecond}.
     *
     * @param maxReceivesPerSecond 1 or more
     */
    record PerSecond(int maxReceivesPerSecond) implements Throttle {

        public PerSecond {
            if (maxReceivesPerSecond < 1) {
                throw new IllegalArgumentException(
                        "maxReceivesPerSecond must be 1 or more, not " + maxReceivesPerSecond + ".");
            }
        }
    }
}
