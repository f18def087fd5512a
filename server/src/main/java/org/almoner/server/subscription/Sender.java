package org.almoner.server.subscription;

/** Who brings publications to subscribers. */
sealed interface Sender {

    /** This server. */
    record Own() implements Sender {}

    /** Amazon SNS: who is subscribed there, it knows. */
    record ByAmazon(AmazonTopics topics) implements Sender {}
}
