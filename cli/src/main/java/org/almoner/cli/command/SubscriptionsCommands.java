package org.almoner.cli.command;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;

import org.almoner.cli.output.Table;
import org.almoner.client.subscription.Delivery;
import org.almoner.client.subscription.Subscription;
import org.almoner.client.subscription.SubscriptionChange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code almoner subscriptions ...} */
@Command(
        name = "subscriptions",
        description = {
            "List the subscriptions of the organization, and see to them.",
            "HEALTH is failing while nothing is accepted and it is tried again, and paused when nothing is tried until 'resume'."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  almoner subscriptions",
            "  almoner subscriptions test 228cc6c9-dcd8-4c92-9f3a-77f55176b9e3",
            "  almoner subscriptions deliveries 228cc6c9-dcd8-4c92-9f3a-77f55176b9e3 --state dead",
            "  almoner subscriptions replay 228cc6c9-dcd8-4c92-9f3a-77f55176b9e3 --since 2026-11-20T00:00:00Z"
        })
public final class SubscriptionsCommands implements Runnable {

    private static final String ID = "Its id, as 'almoner subscriptions' shows it.";

    private final Context context;

    @Option(
            names = "--org",
            paramLabel = "ORG",
            description = "As the operator: those of the organization of this mnemonic; of all with '*'.")
    private @Nullable String organization;

    SubscriptionsCommands(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        var all = organization == null
                ? context.reader().subscriptions().all().toList()
                : context.admin().subscriptions().of(organization).toList();
        context.out().table(all, () -> table(all), "There is no subscription.");
    }

    private static Table table(List<Subscription> all) {
        var table = new Table("ID", "ORG", "TOPIC", "ENDPOINT", "STATE", "HEALTH", "SINCE");
        all.forEach(each -> table.row(
                each.id(),
                each.organization(),
                each.topicName(),
                each.endpoint(),
                each.state(),
                each.health().state(),
                Times.shown(each.health().since())));
        return table;
    }

    @Command(name = "show", description = "Show a subscription.")
    void show(@Parameters(paramLabel = "SUBSCRIPTION", description = ID) String id, @Mixin Whom whom) {
        var shown = whom.subscriptions(context).get(id);
        context.out()
                .result(
                        shown,
                        () -> List.of(
                                "Topic:    " + shown.topicArn(),
                                "Endpoint: " + shown.endpoint(),
                                "State:    " + shown.state(),
                                "Health:   " + shown.health().state()
                                        + (shown.health().since() == null
                                                ? ""
                                                : " since "
                                                        + Times.shown(
                                                                shown.health().since()) + ": "
                                                        + shown.health().reason()),
                                "Raw:      " + (shown.rawDelivery() ? "yes" : "no"),
                                "Client:   " + shown.organization() + "/" + shown.clientId()));
    }

    @Command(name = "change", description = "Change how a subscription is told. What is not said stays as it is.")
    void change(
            @Parameters(paramLabel = "SUBSCRIPTION", description = ID) String id,
            @Option(
                            names = "--raw",
                            negatable = true,
                            description = "Send the message itself, or the JSON of SNS again.")
                    @Nullable
                    Boolean raw,
            @Mixin WishOptions wishes,
            @Mixin Whom whom) {
        var changed = whom.subscriptions(context)
                .change(
                        id,
                        new SubscriptionChange(raw, wishes.filterPolicy(), wishes.retryPolicy(), wishes.perSecond()));
        context.out().result(changed, () -> List.of("Changed subscription " + id + "."));
    }

    @Command(
            name = "confirm",
            description = "Have the webhook asked again to confirm, with a new token. It is the webhook that confirms.")
    void confirm(@Parameters(paramLabel = "SUBSCRIPTION", description = ID) String id, @Mixin Whom whom) {
        var asked = whom.subscriptions(context).askAgain(id);
        context.out().result(asked, () -> List.of("Asked " + asked.endpoint() + " again to confirm."));
    }

    @Command(name = "test", description = "Send a test, whatever the filter. 'deliveries' shows what came of it.")
    void test(@Parameters(paramLabel = "SUBSCRIPTION", description = ID) String id, @Mixin Whom whom) {
        var message = whom.subscriptions(context).test(id);
        context.out().result(new Sent(message), () -> List.of("Message " + message + " is on its way."));
    }

    @Command(name = "deliveries", description = "List what was and is to be delivered, newest first.")
    void deliveries(
            @Parameters(paramLabel = "SUBSCRIPTION", description = ID) String id,
            @Option(
                            names = "--state",
                            split = ",",
                            paramLabel = "STATE",
                            description =
                                    "Only those that are waiting, held (the subscription is paused), delivered or dead (given up)."
                                            + " Several are separated by commas.")
                    @Nullable
                    List<String> states,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "At most so many. Otherwise ${DEFAULT-VALUE}.")
                    int limit,
            @Mixin Whom whom) {
        var some = whom.subscriptions(context)
                .deliveries(id, states == null ? List.of() : states)
                .limit(Math.max(0, limit))
                .toList();
        context.out().table(some, () -> deliveries(some), "There is no such delivery.");
    }

    private static Table deliveries(List<Delivery> some) {
        var table = new Table("MESSAGE", "QUEUED", "STATE", "TRIES", "LAST", "NEXT", "SUBJECT");
        some.forEach(each -> table.row(
                each.messageId(),
                Times.shown(each.queuedAt()),
                each.state(),
                String.valueOf(each.attempts().size()),
                each.attempts().isEmpty() ? "" : last(each.attempts().getLast()),
                Times.shown(each.nextTry()),
                each.subject() == null ? String.valueOf(each.messageType()) : each.subject()));
        return table;
    }

    private static String last(Delivery.Attempt attempt) {
        var what = attempt.status() == null ? String.valueOf(attempt.reason()) : String.valueOf(attempt.status());
        return what + " (" + attempt.milliseconds() + " ms)";
    }

    @Command(
            name = "replay",
            description = {
                "Have messages sent again, with the same MessageId: those that were given up, or with --since all.",
                "A receiver that keeps the MessageIds it has heard hears nothing twice."
            })
    void replay(
            @Parameters(paramLabel = "SUBSCRIPTION", description = ID) String id,
            @Option(
                            names = "--since",
                            paramLabel = "TIME",
                            converter = Moment.class,
                            description =
                                    "Everything that was delivered or given up since then, such as 2026-11-20T00:00:00Z.")
                    @Nullable
                    Instant since,
            @Mixin Whom whom) {
        var count = whom.subscriptions(context).replay(id, since);
        context.out().result(new Replayed(count), () -> List.of(count + " messages are on their way again."));
    }

    @Command(name = "pause", description = "Have messages wait; none is lost.")
    void pause(@Parameters(paramLabel = "SUBSCRIPTION", description = ID) String id, @Mixin Whom whom) {
        whom.subscriptions(context).pause(id);
        context.out().result(new Paused(id), () -> List.of("Paused subscription " + id + "."));
    }

    @Command(
            name = "resume",
            description = "Have what waited sent, whether it was paused by hand or after days of failure.")
    void resume(@Parameters(paramLabel = "SUBSCRIPTION", description = ID) String id, @Mixin Whom whom) {
        whom.subscriptions(context).resume(id);
        context.out().result(new Resumed(id), () -> List.of("Resumed subscription " + id + "."));
    }

    /** The test, as JSON. */
    record Sent(String messageId) {}

    /** How many are sent again, as JSON. */
    record Replayed(int deliveries) {}

    /** What was paused, as JSON. */
    record Paused(String paused) {}

    /** What was resumed, as JSON. */
    record Resumed(String resumed) {}

    /** Reads a moment. */
    static final class Moment implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("'" + text + "' is not a moment such as 2026-11-20T00:00:00Z.");
            }
        }
    }
}
