package org.almoner.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.output.Plain;
import org.almoner.cli.output.Table;
import org.almoner.client.AlmonerClient;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.syndication.ExtractQuery;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code almoner ls} */
@Command(
        name = "ls",
        description = {
            "List what you can fetch, one step at a time: products, sub-products, versions, files.",
            "Without PATH: the products, and 'extracts' if there are any. 'almoner ls extracts' lists those."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  almoner ls",
            "  almoner ls icd-10-cm",
            "  almoner ls icd-10-cm/code-descriptions/2026",
            "  almoner ls extracts"
        })
public final class LsCommand implements Runnable {

    private static final String EXTRACTS = "extracts";

    private final Context context;

    @Parameters(
            arity = "0..1",
            paramLabel = "PATH",
            description = "PRODUCT, PRODUCT/SUB_PRODUCT, PRODUCT/SUB_PRODUCT/VERSION or 'extracts'. Slugs or names.")
    private @Nullable String path;

    LsCommand(Context context) {
        this.context = context;
    }

    /**
     * One line.
     *
     * @param kind {@code product}, {@code sub-product}, {@code version}, {@code file} or {@code extract}
     * @param path what to give to this command, or to {@code get}, for it
     * @param more what there is to know besides: names and values
     */
    record Line(String kind, String path, String name, Map<String, Object> more) {}

    @Override
    public void run() {
        var client = context.reader();
        var listed = path == null ? top(client) : path.equals(EXTRACTS) ? extracts(client) : below(client, path);
        context.out().table(listed, () -> table(listed), "There is nothing for you to fetch here.");
    }

    private static List<Line> top(AlmonerClient client) {
        var all = new ArrayList<Line>();
        client.catalog()
                .products()
                .forEach(each -> all.add(new Line("product", each.productSlug(), each.productName(), Map.of())));
        long extracts = numberOfExtracts(client);
        if (extracts > 0) {
            all.add(new Line(EXTRACTS, EXTRACTS, Plain.count(extracts, "extract"), Map.of()));
        }
        return all;
    }

    private static long numberOfExtracts(AlmonerClient client) {
        try {
            return client.syndication().extracts(ExtractQuery.ALL).count();
        } catch (AlmonerException.NotAllowed | AlmonerException.NotFound e) {
            // A client for the catalogue alone, or a server that has no extracts.
            return 0;
        }
    }

    private static List<Line> extracts(AlmonerClient client) {
        return client.syndication()
                .extracts(ExtractQuery.ALL)
                .map(each -> new Line(
                        "extract",
                        EXTRACTS + "/" + each.id(),
                        each.extractType() + " " + each.datasetType() + ", " + Plain.size(each.sizeInBytes()),
                        Map.of(
                                "released_at", each.releasedAt().toString(),
                                "size_in_bytes", each.sizeInBytes(),
                                "population_id", each.populationId())))
                .toList();
    }

    private static List<Line> below(AlmonerClient client, String path) {
        var catalog = client.catalog();
        var finder = new Listed(catalog);
        var steps = List.of(path.split("/", -1));
        if (steps.size() > 3 || steps.stream().anyMatch(String::isBlank)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "'" + path
                            + "' is not PRODUCT, PRODUCT/SUB_PRODUCT or PRODUCT/SUB_PRODUCT/VERSION. A name with a slash in"
                            + " it is to be given by its slug.");
        }
        var product = finder.product(steps.getFirst());
        if (steps.size() == 1) {
            return catalog.subProducts(product.productSlug())
                    .map(each -> new Line(
                            "sub-product",
                            product.productSlug() + "/" + each.subProductSlug(),
                            each.subProductName(),
                            Map.of()))
                    .toList();
        }
        var subProduct = new Address.OfSubProduct(steps.get(0), steps.get(1));
        if (steps.size() == 2) {
            var found = finder.subProduct(product, steps.get(1));
            return catalog.versions(product.productSlug(), found.subProductSlug())
                    .map(each -> new Line(
                            "version",
                            product.productSlug() + "/" + found.subProductSlug() + "/" + each.versionSlug(),
                            each.versionName() + (each.retractedAt() == null ? "" : " (retracted)"),
                            each.effectiveDate() == null
                                    ? Map.of()
                                    : Map.of(
                                            "effective_date",
                                            each.effectiveDate().toString())))
                    .toList();
        }
        var version = finder.version(new Address.OfVersion(subProduct, steps.get(2)));
        return catalog.files(version).stream()
                .map(each -> new Line(
                        "file",
                        version + " " + each.fileName(),
                        each.sizeInBytes() == null ? "" : Plain.size(each.sizeInBytes()),
                        each.sha256() == null
                                ? Map.of()
                                : Map.of("sha256", each.sha256().hex())))
                .toList();
    }

    private static Table table(List<Line> all) {
        var table = new Table("PATH", "WHAT");
        all.forEach(each -> table.row(each.path(), each.name()));
        return table;
    }
}
