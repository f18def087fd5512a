package org.almoner.server.catalog;

import java.util.List;

/** What a publisher says of a product, and may change. */
record ProductDetails(String name, List<ProductField> fields, List<MenuOption> menuOptions) {

    ProductDetails {
        fields = List.copyOf(fields);
        menuOptions = List.copyOf(menuOptions);
    }
}
