package org.almoner.client.catalog;

import java.util.List;

import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * A product: the top of the catalogue.
 *
 * @param productSlug its step in an address; stable for ever
 * @param fields the columns shown to people beside its versions
 * @param menuOptions links shown to people; {@code {0}} in an address is a placeholder
 */
public record Product(
        String id, String productName, String productSlug, List<Field> fields, List<MenuOption> menuOptions) {

    public Product {
        requireNonNull(id, "id is missing");
        requireNonNull(productName, "product_name is missing");
        Slug.check(productSlug, "product_slug");
        fields = Lists.given(fields);
        menuOptions = Lists.given(menuOptions);
    }

    /** One column shown to people. */
    public record Field(
            @Nullable String id, @Nullable String productId, int fieldTypeId, String fieldName, int displayOrder) {}

    /** One link shown to people. */
    public record MenuOption(
            @Nullable String id,
            @Nullable String productId,
            @Nullable String url,
            String option) {}
}
