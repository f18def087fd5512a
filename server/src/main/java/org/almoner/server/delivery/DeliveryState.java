package org.almoner.server.delivery;

/** Where a delivery stands. */
public enum DeliveryState {
    /** Is tried when it is due. */
    WAITING,
    /** Waits for its recipient's pause to end. */
    HELD,
    /** Was accepted by the endpoint. */
    DELIVERED,
    /** Was given up: refused for good, or tried as often as the policy has it. Kept to be looked at and replayed. */
    DEAD
}
