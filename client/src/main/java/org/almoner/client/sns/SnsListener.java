package org.almoner.client.sns;

/** Hears what a receiver receives. Called by many threads. */
public interface SnsListener {

    /**
     * Something was published: verified, and not heard before. When this returns, the sender is told that it has arrived; when it throws, the
     * sender tries again later.
     */
    void published(SnsMessage.Notification notification);

    /** A subscription was confirmed: messages of the topic will come. */
    default void confirmed(String topicArn) {}

    /** A subscription has ended. */
    default void ended(String topicArn) {}

    /**
     * Something came that was not taken.
     *
     * @param from the address that it came from
     * @param reason a sentence
     */
    default void refused(String from, String reason) {}
}
