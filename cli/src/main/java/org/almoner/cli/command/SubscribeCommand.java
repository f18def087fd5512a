package org.almoner.cli.command;

import java.util.List;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.client.subscription.Subscription;
import org.almoner.client.subscription.SubscriptionRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code almoner subscribe} */
@Command(
        name = "subscribe",
        description = {
            "Have a webhook told what becomes available and what ceases to, in the messages of Amazon SNS.",
            "The webhook is sent a SubscriptionConfirmation first, and has to visit the address in it ('almoner listen' does); nothing"
                    + " else is sent before. Run it again to have it asked again."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  almoner subscribe https://hooks.stmarys.example/almoner --product icd-10-cm-1",
            "  almoner subscribe https://user:word@hooks.stmarys.example/almoner --product icd-10-cm-1 --sub-product us-2 \\",
            "      --filter event_type=version.launched --policy long",
            "  almoner subscribe https://hooks.stmarys.example/almoner --population diabetes",
            "  almoner subscribe https://hooks.stmarys.example/almoner --product icd-10-cm-1 --for stmarys/3jpkvy4lzr09r5hpa5bguhgm"
        })
public final class SubscribeCommand implements Runnable {

    private final Context context;

    @Parameters(
            paramLabel = "URL",
            description =
                    "Where messages are sent. With user:password@ before the host, they carry HTTP Basic or Digest.")
    private String url = "";

    @Option(names = "--product", paramLabel = "PRODUCT", description = "Tell of this product: its slug.")
    private @Nullable String product;

    @Option(
            names = "--sub-product",
            paramLabel = "SUB_PRODUCT",
            description = "Only of this sub-product of the product: its slug.")
    private @Nullable String subProduct;

    @Option(
            names = "--population",
            paramLabel = "POPULATION",
            description = "Tell of the extracts of this population: its mnemonic or its id.")
    private @Nullable String population;

    @Option(names = "--raw", description = "Send the message itself, without the JSON of SNS around it, and unsigned.")
    private boolean raw;

    @Mixin
    private final WishOptions wishes = new WishOptions();

    @Option(
            names = "--for",
            paramLabel = "ORG/CLIENT_ID",
            converter = ClientAddress.Converter.class,
            description = {
                "As the operator: subscribe for this client of that organization.",
                "A client of an external issuer is named as its tokens name it; the server does not know its clients, so look twice."
            })
    private @Nullable ClientAddress whose;

    SubscribeCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        if ((product == null) == (population == null) || (subProduct != null && product == null)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "Say what to be told of: --product, with --sub-product if it is only that one, or --population."
                            + " 'almoner topics' lists what there is.");
        }
        var client = whose == null ? context.reader() : context.admin();
        var subscription = client.subscriptions()
                .subscribe(new SubscriptionRequest(
                        url,
                        product,
                        subProduct,
                        population,
                        raw,
                        wishes.filterPolicy(),
                        wishes.retryPolicy(),
                        wishes.perSecond(),
                        whose == null ? null : whose.organization(),
                        whose == null ? null : whose.clientId()));
        context.out().result(subscription, () -> lines(subscription));
    }

    private static List<String> lines(Subscription subscription) {
        return List.of(
                "Subscription " + subscription.id() + " to " + subscription.topicArn() + ".",
                subscription.endpoint() + " has been sent a message to confirm it by, within two days.");
    }
}
