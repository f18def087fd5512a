package org.almoner.cli.command;

import java.util.List;

import org.almoner.cli.output.Table;
import org.almoner.client.admin.Entitlement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code almoner entitlements} */
@Command(
        name = "entitlements",
        description = {
            "List what was granted to an organization.",
            "What is public or the organization's own needs no grant and is not listed."
        })
public final class EntitlementsCommand implements Runnable {

    private final Context context;

    @Parameters(paramLabel = "ORG", description = "Mnemonic of the organization.")
    @SuppressWarnings("NullAway.Init") // required, so that picocli sets it
    private String organization;

    EntitlementsCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        var all = context.admin().admin().entitlements().of(organization).toList();
        context.out().table(all, () -> table(all), "Nothing is granted to " + organization + ".");
    }

    private static Table table(List<Entitlement> all) {
        var table = new Table("PRODUCT", "SUB-PRODUCT");
        all.forEach(each -> table.row(each.product(), each.subProduct() == null ? "(all)" : each.subProduct()));
        return table;
    }
}
