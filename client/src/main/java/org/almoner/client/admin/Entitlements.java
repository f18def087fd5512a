package org.almoner.client.admin;

import java.util.stream.Stream;

import org.almoner.client.http.Api;
import org.almoner.client.http.Route;
import org.jspecify.annotations.Nullable;

/** Who may fetch what. */
public final class Entitlements {

    private static final Route ALL = Admin.V1.then("entitlements");

    private final Api api;

    Entitlements(Api api) {
        this.api = api;
    }

    /**
     * Entitles an organization; does nothing if it is already.
     *
     * @param subProductSlug null for the whole product, with the sub-products yet to come
     */
    public void grant(String organization, String productSlug, @Nullable String subProductSlug) {
        api.post(ALL, new Grant(organization, productSlug, subProductSlug));
    }

    /** Takes back what was granted in just these words. */
    public void withdraw(String organization, String productSlug, @Nullable String subProductSlug) {
        api.delete(ALL.with("organization", organization)
                .with("product", productSlug)
                .with("sub_product", subProductSlug));
    }

    /** What was granted to an organization; what is public or its own is not among it. */
    public Stream<Entitlement> of(String organization) {
        return api.items(ALL.with("organization", organization), Entitlement.class);
    }

    private record Grant(
            String organization, String product, @Nullable String subProduct) {}
}
