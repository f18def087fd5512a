package org.almoner.server.catalog;

import java.util.List;
import java.util.UUID;

import org.almoner.server.access.OrganizationId;
import org.almoner.server.catalog.Address.ProductAddress;

/**
 * Something that is published.
 *
 * @param publisher the organization whose clients may change it
 */
record Product(
        UUID id,
        OrganizationId publisher,
        String name,
        Slug slug,
        List<Identified<ProductField>> fields,
        List<Identified<MenuOption>> menuOptions) {

    Product {
        fields = List.copyOf(fields);
        menuOptions = List.copyOf(menuOptions);
    }

    ProductAddress address() {
        return new ProductAddress(slug);
    }

    ProductDetails details() {
        return new ProductDetails(
                name,
                fields.stream().map(Identified::it).toList(),
                menuOptions.stream().map(Identified::it).toList());
    }
}
