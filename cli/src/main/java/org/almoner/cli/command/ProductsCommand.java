package org.almoner.cli.command;

import picocli.CommandLine.Command;

/** {@code almoner products} */
@Command(name = "products", description = "List the products of which this client may fetch something.")
public final class ProductsCommand implements Runnable {

    private final Context context;

    ProductsCommand(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        var all = context.reader().catalog().products().toList();
        context.out()
                .table(all, () -> ProductCommands.table(all), "There is no product that this client may fetch from.");
    }
}
