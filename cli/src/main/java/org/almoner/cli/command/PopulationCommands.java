package org.almoner.cli.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.almoner.cli.output.Table;
import org.almoner.client.admin.Population;
import org.almoner.client.admin.PopulationRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code almoner population ...} */
@Command(
        name = "population",
        description = {
            "Say whose records an organization receives, and where they come from.",
            "A source is a folder on the server with a FHIR bulk export in it, the base address of a FHIR server with Bulk Data"
                    + " $export, or a JDBC URL."
        })
public final class PopulationCommands {

    private final Context context;

    PopulationCommands(Context context) {
        this.context = context;
    }

    @Command(
            name = "add",
            description = {
                "Add a population to an organization.",
                "What the source asks for besides its address, such as a password, is given with --source-option; the server keeps"
                        + " it encrypted and shows it to nobody."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  almoner population add stmarys diabetes --source /srv/exports/diabetes",
                "  almoner population add stmarys all --source jdbc:postgresql://emr.example.org/emr \\",
                "      --source-option user=almoner --source-option password=\"$EMR_PASSWORD\""
            })
    void add(
            @Parameters(paramLabel = "ORG", description = "Mnemonic of the organization.") String organization,
            @Parameters(paramLabel = "MNEMONIC", description = "Its short name in commands and in names of archives.")
                    String mnemonic,
            @Option(
                            names = "--source",
                            required = true,
                            paramLabel = "DIR|URL|JDBC_URL",
                            description = "Where the records come from.")
                    String source,
            @Option(names = "--name", paramLabel = "NAME", description = "What people call it. Otherwise MNEMONIC.")
                    @Nullable
                    String name,
            @Option(
                            names = "--source-option",
                            paramLabel = "NAME=TEXT",
                            description = "What else it takes to read the source. May be given several times.")
                    @Nullable
                    Map<String, String> options) {
        var request =
                new PopulationRequest(mnemonic, name, source, options == null ? null : new LinkedHashMap<>(options));
        var added = context.admin().admin().populations().add(organization, request);
        context.out().result(added, () -> List.of("Added population " + address(added) + "."));
    }

    @Command(
            name = "list",
            description = "List the populations of an organization, or of all.",
            footerHeading = "%nExample:%n",
            footer = "  almoner population list stmarys")
    void list(
            @Parameters(
                            paramLabel = "ORG",
                            arity = "0..1",
                            description = "Mnemonic of the organization. Otherwise those of all are listed.")
                    @Nullable
                    String organization) {
        var populations = context.admin().admin().populations();
        var all = (organization == null ? populations.all() : populations.all(organization)).toList();
        context.out().table(all, () -> table(all), "There is no population.");
    }

    private static Table table(List<Population> all) {
        var table = new Table("POPULATION", "NAME", "SOURCE", "ID");
        all.forEach(each -> table.row(address(each), each.name(), each.source(), each.id()));
        return table;
    }

    @Command(
            name = "show",
            description = "Show a population.",
            footerHeading = "%nExample:%n",
            footer = "  almoner population show stmarys/diabetes")
    void show(
            @Parameters(
                            paramLabel = "ORG/POPULATION",
                            converter = PopulationAddress.Converter.class,
                            description = "Mnemonics.")
                    PopulationAddress meant) {
        var found = context.admin().admin().populations().get(meant.organization(), meant.population());
        context.out()
                .result(
                        found,
                        () -> List.of(
                                "Population:     " + address(found),
                                "Name:           " + found.name(),
                                "Source:         " + found.source(),
                                "Source options: "
                                        + (found.sourceOptions().isEmpty()
                                                ? "none"
                                                : String.join(", ", found.sourceOptions())),
                                "Id:             " + found.id(),
                                "Added:          " + Times.shown(found.createdAt())));
    }

    @Command(
            name = "remove",
            description = {
                "Remove a population with its feeds and jobs.",
                "All its extracts must have been withdrawn before."
            },
            footerHeading = "%nExample:%n",
            footer = "  almoner population remove stmarys/diabetes")
    void remove(
            @Parameters(
                            paramLabel = "ORG/POPULATION",
                            converter = PopulationAddress.Converter.class,
                            description = "Mnemonics.")
                    PopulationAddress meant) {
        context.admin().admin().populations().remove(meant.organization(), meant.population());
        context.out().result(Map.of("removed", meant.toString()), () -> List.of("Removed population " + meant + "."));
    }

    private static String address(Population population) {
        return population.organization() + "/" + population.mnemonic();
    }
}
