package org.almoner.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code almoner sub-products} */
@Command(
        name = "sub-products",
        description = "List the sub-products of a product that this client may fetch from.",
        footerHeading = "%nExample:%n",
        footer = "  almoner sub-products icd-10-cm")
public final class SubProductsCommand implements Runnable {

    private final Context context;

    @Parameters(paramLabel = "PRODUCT", description = "Slug or name of the product.")
    @SuppressWarnings("NullAway.Init") // required, so that picocli sets it
    private String meant;

    SubProductsCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        var catalog = context.reader().catalog();
        var product = new Listed(catalog).product(meant);
        var all = catalog.subProducts(product.productSlug()).toList();
        context.out().table(all, () -> SubProductCommands.table(all), product.productSlug() + " has no sub-product.");
    }
}
