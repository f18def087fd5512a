package org.almoner.client.admin;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a product is to be, or what of it is to change: null leaves as it is, a list replaces the whole list.
 *
 * @param productName required for a new product
 */
public record ProductChange(
        @Nullable String productName,
        @Nullable List<Field> fields,
        @Nullable List<MenuOption> menuOptions) {

    /** A product with a name and nothing else. */
    public static ProductChange named(String name) {
        return new ProductChange(name, null, null);
    }

    /**
     * A column shown to people.
     *
     * @param displayOrder where it stands among the columns, lowest first
     */
    public record Field(String fieldName, int fieldTypeId, int displayOrder) {}

    /** A link shown to people; {@code {0}} in the address is a placeholder. */
    public record MenuOption(String option, String url) {}
}
