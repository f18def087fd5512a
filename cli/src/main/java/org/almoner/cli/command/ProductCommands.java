package org.almoner.cli.command;

import java.util.List;
import java.util.Map;

import org.almoner.cli.output.Table;
import org.almoner.client.admin.ProductChange;
import org.almoner.client.catalog.Product;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code almoner product ...} */
@Command(name = "product", description = "Add, list and edit the products that this client may publish under.")
public final class ProductCommands {

    private final Context context;

    ProductCommands(Context context) {
        this.context = context;
    }

    /** What can be said of a product. */
    static final class Details {
        @Option(
                names = "--field",
                paramLabel = "NAME:TYPE:ORDER",
                converter = FieldConverter.class,
                description = "A column shown to people: its name, the number of its type, its place. May be repeated.")
        private @Nullable List<ProductChange.Field> fields;

        @Option(
                names = "--menu-option",
                paramLabel = "OPTION=URL",
                description = "A link shown to people; {0} in it is a placeholder. May be repeated.")
        private @Nullable Map<String, String> menuOptions;

        ProductChange as(@Nullable String name) {
            var options = menuOptions == null
                    ? null
                    : menuOptions.entrySet().stream()
                            .map(each -> new ProductChange.MenuOption(each.getKey(), each.getValue()))
                            .toList();
            return new ProductChange(name, fields, options);
        }
    }

    @Command(
            name = "add",
            description = "Add a product.",
            footerHeading = "%nExample:%n",
            footer = "  almoner product add ICD-10-CM --field Library:1:1 --menu-option \"Release notes={0}\"")
    void add(
            @Parameters(paramLabel = "NAME", description = "Its name. The server makes a slug of it.") String name,
            @Mixin Details details) {
        var added = context.admin().admin().products().add(details.as(name));
        context.out().result(added, () -> List.of("Added product " + added.productSlug() + "."));
    }

    @Command(name = "list", description = "List the products that this client may publish under.")
    void list() {
        var all = context.admin().admin().products().all().toList();
        context.out().table(all, () -> table(all), "There is no product yet. Add one with: almoner product add NAME");
    }

    static Table table(List<Product> all) {
        var table = new Table("PRODUCT", "NAME");
        all.forEach(each -> table.row(each.productSlug(), each.productName()));
        return table;
    }

    @Command(
            name = "edit",
            description =
                    "Change a product. What is not said stays; --field and --menu-option replace all of their kind.")
    void edit(
            @Parameters(paramLabel = "PRODUCT", description = "Slug or name of the product.") String meant,
            @Option(names = "--name", paramLabel = "NAME", description = "Its new name. The slug stays.") @Nullable
                    String name,
            @Mixin Details details) {
        var admin = context.admin().admin();
        var product = new Managed(admin).product(meant);
        var changed = admin.products().change(product.productSlug(), details.as(name));
        context.out().result(changed, () -> List.of("Changed product " + changed.productSlug() + "."));
    }
}
