package org.almoner.cli.command;

import java.util.List;

import org.almoner.cli.output.Table;
import org.almoner.client.admin.Organization;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code almoner org ...} */
@Command(name = "org", description = "Add and list organizations.")
public final class OrganizationCommands {

    private final Context context;

    OrganizationCommands(Context context) {
        this.context = context;
    }

    @Command(
            name = "add",
            description = "Add an organization.",
            footerHeading = "%nExample:%n",
            footer = "  almoner org add stmarys --name \"St Mary's Hospital\"")
    void add(
            @Parameters(paramLabel = "MNEMONIC", description = "Its short name in commands and addresses.")
                    String mnemonic,
            @Option(names = "--name", required = true, paramLabel = "NAME", description = "Its full name.")
                    String name) {
        var added = context.admin().admin().organizations().add(mnemonic, name);
        context.out()
                .result(added, () -> List.of("Added organization " + added.mnemonic() + " (" + added.name() + ")."));
    }

    @Command(name = "list", description = "List all organizations.")
    void list() {
        var all = context.admin().admin().organizations().all().toList();
        context.out().table(all, () -> table(all), "There is no organization.");
    }

    private static Table table(List<Organization> all) {
        var table = new Table("MNEMONIC", "NAME", "ID");
        all.forEach(each -> table.row(each.mnemonic(), each.name(), each.id()));
        return table;
    }
}
