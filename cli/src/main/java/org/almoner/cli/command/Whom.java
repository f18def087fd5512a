package org.almoner.cli.command;

import org.almoner.client.subscription.Subscriptions;
import picocli.CommandLine.Option;

/** Whose credentials are shown when subscriptions are seen to. */
final class Whom {

    @Option(
            names = "--operator",
            description = "Do it as the operator, who sees to the subscriptions of every organization.")
    private boolean operator;

    Subscriptions subscriptions(Context context) {
        return operator ? context.admin().subscriptions() : context.reader().subscriptions();
    }
}
