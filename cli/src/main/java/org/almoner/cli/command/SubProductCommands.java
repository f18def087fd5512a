package org.almoner.cli.command;

import java.util.List;

import org.almoner.cli.output.Table;
import org.almoner.client.admin.SubProductChange;
import org.almoner.client.catalog.SubProduct;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code almoner sub-product ...} */
@Command(
        name = "sub-product",
        description = "Add, list and edit the sub-products of a product: what versions are published under.")
public final class SubProductCommands {

    private final Context context;

    SubProductCommands(Context context) {
        this.context = context;
    }

    @Command(
            name = "add",
            description = "Add a sub-product to a product.",
            footerHeading = "%nExample:%n",
            footer = "  almoner sub-product add ICD-10-CM \"Code descriptions\" --public")
    void add(
            @Parameters(paramLabel = "PRODUCT", description = "Slug or name of the product.") String meant,
            @Parameters(paramLabel = "NAME", description = "Its name. The server makes a slug of it.") String name,
            @Option(
                            names = "--org",
                            paramLabel = "ORG",
                            description = "Mnemonic of the organization it belongs to. Otherwise this client's.")
                    @Nullable
                    String organization,
            @Option(names = "--public", description = "Every organization may fetch it.") boolean isPublic) {
        var admin = context.admin().admin();
        var product = new Managed(admin).product(meant);
        var added = admin.products()
                .addSubProduct(product.productSlug(), new SubProductChange(name, organization, isPublic));
        context.out()
                .result(
                        added,
                        () -> List.of(
                                "Added sub-product " + product.productSlug() + "/" + added.subProductSlug() + "."));
    }

    @Command(name = "list", description = "List the sub-products of a product that this client may publish under.")
    void list(@Parameters(paramLabel = "PRODUCT", description = "Slug or name of the product.") String meant) {
        var admin = context.admin().admin();
        var product = new Managed(admin).product(meant);
        var all = admin.products().subProducts(product.productSlug()).toList();
        context.out().table(all, () -> table(all), product.productSlug() + " has no sub-product yet.");
    }

    static Table table(List<SubProduct> all) {
        var table = new Table("SUB-PRODUCT", "NAME", "PUBLIC");
        all.forEach(each -> table.row(each.subProductSlug(), each.subProductName(), each.isPublic() ? "yes" : "no"));
        return table;
    }

    @Command(name = "edit", description = "Change a sub-product. What is not said stays.")
    void edit(
            @Parameters(
                            paramLabel = "PRODUCT/SUB_PRODUCT",
                            converter = Address.SubProductConverter.class,
                            description = "Slugs or names.")
                    Address.OfSubProduct meant,
            @Option(names = "--name", paramLabel = "NAME", description = "Its new name. The slug stays.") @Nullable
                    String name,
            @Option(
                            names = "--org",
                            paramLabel = "ORG",
                            description = "Mnemonic of the organization it is to belong to.")
                    @Nullable
                    String organization,
            @Option(names = "--public", negatable = true, description = "Whether every organization may fetch it.")
                    @Nullable
                    Boolean isPublic) {
        var admin = context.admin().admin();
        var managed = new Managed(admin);
        var product = managed.product(meant.product());
        var subProduct = managed.subProduct(product, meant.subProduct());
        var changed = admin.products()
                .changeSubProduct(
                        product.productSlug(),
                        subProduct.subProductSlug(),
                        new SubProductChange(name, organization, isPublic));
        context.out()
                .result(
                        changed,
                        () -> List.of(
                                "Changed sub-product " + product.productSlug() + "/" + changed.subProductSlug() + "."));
    }
}
