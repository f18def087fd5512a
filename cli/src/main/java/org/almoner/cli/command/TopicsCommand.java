package org.almoner.cli.command;

import java.util.List;

import org.almoner.cli.output.Table;
import org.almoner.client.subscription.Topic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code almoner topics} */
@Command(name = "topics", description = "List what there is to subscribe to: products, sub-products and populations.")
public final class TopicsCommand implements Runnable {

    private final Context context;

    TopicsCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        var all = context.reader().subscriptions().topics();
        context.out().table(all, () -> table(all), "There is nothing to subscribe to.");
    }

    @Command(
            name = "sign",
            description =
                    "As the operator: say how messages of a topic are signed from now on. 2 is SHA-256; 1 is SHA-1, for receivers"
                            + " from before 2022.")
    void sign(
            @Parameters(paramLabel = "TOPIC", description = "Its name, as 'almoner topics' shows it.") String topic,
            @Parameters(paramLabel = "VERSION", description = "1 or 2.") String version) {
        context.admin().admin().signTopic(topic, version);
        context.out()
                .result(
                        new Signed(topic, version),
                        () -> List.of("Messages of " + topic + " are signed with version " + version + "."));
    }

    /** How a topic is signed, as JSON. */
    record Signed(String topicName, String signatureVersion) {}

    private static Table table(List<Topic> all) {
        var table = new Table("TOPIC", "KIND", "NAME", "ARN");
        all.forEach(each -> table.row(each.topicName(), each.kind().replace('_', '-'), each.title(), each.topicArn()));
        return table;
    }
}
