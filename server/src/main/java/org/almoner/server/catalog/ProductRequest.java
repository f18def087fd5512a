package org.almoner.server.catalog;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.almoner.server.failure.Invalid;
import org.jspecify.annotations.Nullable;

/** What a publisher sends of a product. What it leaves out is empty in a new product, and stays in one that is changed. */
@Schema(name = "ProductRequest", description = "What a product is to be. In a change, what is left out stays as it is.")
record ProductRequest(
        @Schema(example = "ICD-10-CM", maxLength = 200) @Nullable
        String productName,

        @Schema(description = "The columns in which people are shown its versions; at most 100.") @Nullable
        List<@Nullable Field> fields,

        @Schema(description = "Links that people are shown; at most 100.") @Nullable
        List<@Nullable MenuOptionJson> menuOptions) {

    private static final int MAX_ENTRIES = 100;

    ProductDetails created() {
        return new ProductDetails(
                Texts.line("product_name", productName, 200), checked(fields), checkedOptions(menuOptions));
    }

    ProductDetails over(ProductDetails before) {
        return new ProductDetails(
                productName == null ? before.name() : Texts.line("product_name", productName, 200),
                fields == null ? before.fields() : checked(fields),
                menuOptions == null ? before.menuOptions() : checkedOptions(menuOptions));
    }

    private static List<ProductField> checked(@Nullable List<@Nullable Field> fields) {
        return Texts.list("fields", fields, MAX_ENTRIES).stream()
                .map(Field::checked)
                .toList();
    }

    private static List<MenuOption> checkedOptions(@Nullable List<@Nullable MenuOptionJson> options) {
        return Texts.list("menu_options", options, MAX_ENTRIES).stream()
                .map(MenuOptionJson::checked)
                .toList();
    }

    /** A column. */
    @Schema(name = "ProductFieldRequest")
    record Field(
            @Schema(example = "Library", maxLength = 200) @Nullable
            String fieldName,

            @Schema(
                    description = "What kind of column it is, by agreement with the clients.",
                    example = "1",
                    minimum = "1")
            @Nullable
            Integer fieldTypeId,

            @Schema(description = "Its place among the columns.", example = "2", minimum = "0") @Nullable
            Integer displayOrder) {

        ProductField checked() {
            if (fieldTypeId == null || fieldTypeId < 1) {
                throw new Invalid("The field_type_id of a field must be a whole number from 1.");
            }
            if (displayOrder == null || displayOrder < 0) {
                throw new Invalid("The display_order of a field must be a whole number from 0.");
            }
            return new ProductField(fieldTypeId, Texts.line("The field_name of a field", fieldName, 200), displayOrder);
        }
    }
}
