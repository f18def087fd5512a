package org.almoner.client.admin;

import java.util.stream.Stream;

import org.almoner.client.catalog.Product;
import org.almoner.client.catalog.SubProduct;
import org.almoner.client.http.Api;
import org.almoner.client.http.Route;

/** The products that a publisher may change, and their sub-products. */
public final class Products {

    private static final Route ALL = Admin.V1.then("products");

    private final Api api;

    Products(Api api) {
        this.api = api;
    }

    public Product add(ProductChange product) {
        return api.post(ALL, product, Product.class);
    }

    public Stream<Product> all() {
        return api.items(ALL, Product.class);
    }

    public Product get(String productSlug) {
        return api.get(ALL.then(productSlug), Product.class);
    }

    public Product change(String productSlug, ProductChange change) {
        return api.patch(ALL.then(productSlug), change, Product.class);
    }

    public SubProduct addSubProduct(String productSlug, SubProductChange subProduct) {
        return api.post(subProductsOf(productSlug), subProduct, SubProduct.class);
    }

    public Stream<SubProduct> subProducts(String productSlug) {
        return api.items(subProductsOf(productSlug), SubProduct.class);
    }

    public SubProduct changeSubProduct(String productSlug, String subProductSlug, SubProductChange change) {
        return api.patch(subProductsOf(productSlug).then(subProductSlug), change, SubProduct.class);
    }

    static Route subProductsOf(String productSlug) {
        return ALL.then(productSlug, "sub-products");
    }
}
