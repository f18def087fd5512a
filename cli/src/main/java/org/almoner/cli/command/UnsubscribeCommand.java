package org.almoner.cli.command;

import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code almoner unsubscribe} */
@Command(
        name = "unsubscribe",
        description = {
            "End a subscription: what has not been delivered is not any more.",
            "Its webhook is told so, with an address that begins it again for two days."
        })
public final class UnsubscribeCommand implements Runnable {

    private final Context context;

    @Parameters(paramLabel = "SUBSCRIPTION", description = "Its id, as 'almoner subscriptions' shows it.")
    private String id = "";

    @Mixin
    private final Whom whom = new Whom();

    UnsubscribeCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        whom.subscriptions(context).unsubscribe(id);
        context.out().result(new Ended(id), () -> List.of("Ended subscription " + id + "."));
    }

    /** What has ended, as JSON. */
    record Ended(String ended) {}
}
