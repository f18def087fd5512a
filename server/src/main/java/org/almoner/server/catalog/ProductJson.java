package org.almoner.server.catalog;

import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;

/** A product as the Download API writes it. */
@Schema(name = "Product", description = "Something that is published, in one or more sub-products.")
record ProductJson(
        @Schema(example = "3fa85f64-5717-4562-b3fc-2c963f66afa6")
        UUID id,

        @Schema(example = "Example Product Name") String productName,

        @Schema(
                description = "The product's part of every address. It never changes.",
                example = "example-product-slug-12")
        String productSlug,

        @Schema(description = "The columns in which people are shown its versions.")
        List<Field> fields,

        @Schema(description = "Links that people are shown.")
        List<Option> menuOptions) {

    static ProductJson of(Product product) {
        return new ProductJson(
                product.id(), product.name(), product.slug().text(), Field.all(product), Option.all(product));
    }

    /** A column. */
    @Schema(name = "ProductField")
    record Field(
            @Schema(example = "b8e51b9a-46a2-11ee-be56-0242ac120002")
            UUID id,

            @Schema(example = "3fa85f64-5717-4562-b3fc-2c963f66afa6")
            UUID productId,

            @Schema(description = "What kind of column it is, by agreement with the publisher.", example = "1")
            int fieldTypeId,

            @Schema(example = "Library") String fieldName,

            @Schema(description = "Its place among the columns.", example = "2")
            int displayOrder) {

        static List<Field> all(Product product) {
            return product.fields().stream()
                    .map(field -> new Field(
                            field.id(),
                            product.id(),
                            field.it().typeId(),
                            field.it().name(),
                            field.it().displayOrder()))
                    .toList();
        }
    }

    /** A link. */
    @Schema(name = "ProductMenuOption")
    record Option(
            @Schema(example = "24aa9382-46a3-11ee-be56-0242ac120002")
            UUID id,

            @Schema(example = "3fa85f64-5717-4562-b3fc-2c963f66afa6")
            UUID productId,

            @Schema(description = "Where it leads; {0} is a placeholder.", example = "{0}")
            String url,

            @Schema(description = "What it is called.", example = "Release Notes")
            String option) {

        static List<Option> all(Product product) {
            return product.menuOptions().stream()
                    .map(option -> new Option(
                            option.id(),
                            product.id(),
                            option.it().url(),
                            option.it().option()))
                    .toList();
        }
    }
}
