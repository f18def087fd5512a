/**
 * Being told by webhook: topics, subscriptions, and what was delivered to them. Begins with
 * {@link org.almoner.client.subscription.Subscriptions}; what arrives at the webhook is for {@link org.almoner.client.sns}.
 */
@NullMarked
package org.almoner.client.subscription;

import org.jspecify.annotations.NullMarked;
