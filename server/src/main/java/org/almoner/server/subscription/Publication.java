package org.almoner.server.subscription;

import java.util.Map;
import java.util.UUID;

import org.almoner.server.access.OrganizationId;
import org.almoner.server.sns.SnsMessage;
import org.almoner.server.sns.SnsSignature;
import org.almoner.server.sns.TopicName;

/**
 * A message with its signature, which covers nothing of those it goes to: made once, for all of them and all tries.
 *
 * @param attributes of a notification, by their names
 */
record Publication(
        TopicName topic, Readers readers, SnsMessage message, Map<String, String> attributes, SnsSignature signature) {

    Publication {
        attributes = Map.copyOf(attributes);
    }

    UUID id() {
        return message.messageId();
    }

    Publication signedBy(SnsSignature other) {
        return new Publication(topic, readers, message, attributes, other);
    }

    /** Who may be sent it. */
    sealed interface Readers {

        /** Subscriptions whose organization sees a sub-product when it is sent. */
        record OfSubProduct(UUID subProduct) implements Readers {}

        /** Subscriptions of one organization. */
        record OfOrganization(OrganizationId organization) implements Readers {}

        /** The subscriptions that it was queued for, which it was made for. */
        record Addressees() implements Readers {}
    }
}
