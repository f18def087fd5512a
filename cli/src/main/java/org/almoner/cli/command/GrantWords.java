package org.almoner.cli.command;

import org.almoner.client.admin.Admin;
import org.almoner.client.admin.Entitlement;
import picocli.CommandLine.Parameters;

/** Who is granted what: the words of {@code grant} and {@code withdraw}. */
final class GrantWords {

    @Parameters(index = "0", paramLabel = "ORG", description = "Mnemonic of the organization.")
    @SuppressWarnings("NullAway.Init") // required, so that picocli sets it
    private String organization;

    @Parameters(
            index = "1",
            paramLabel = "PRODUCT[/SUB_PRODUCT]",
            converter = Address.GrantableConverter.class,
            description = "Slugs or names.")
    @SuppressWarnings("NullAway.Init") // required, so that picocli sets it
    private Address.Grantable meant;

    Entitlement resolve(Admin admin) {
        var managed = new Managed(admin);
        var product = managed.product(meant.product());
        return switch (meant) {
            case Address.OfProduct _ -> new Entitlement(organization, product.productSlug(), null);
            case Address.OfSubProduct one ->
                new Entitlement(
                        organization,
                        product.productSlug(),
                        managed.subProduct(product, one.subProduct()).subProductSlug());
        };
    }

    static String shown(Entitlement entitlement) {
        return entitlement.subProduct() == null
                ? entitlement.product()
                : entitlement.product() + "/" + entitlement.subProduct();
    }
}
