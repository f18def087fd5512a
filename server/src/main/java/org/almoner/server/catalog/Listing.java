package org.almoner.server.catalog;

import org.almoner.server.catalog.Address.ProductAddress;
import org.almoner.server.catalog.Address.SubProductAddress;
import org.almoner.server.web.Paging;

/** A listing of the Download API that is the same for everybody of an organization until something changes. */
sealed interface Listing {

    /** All products. */
    record OfProducts() implements Listing {}

    /** A page of a product's sub-products. */
    record OfSubProducts(ProductAddress product, Paging paging) implements Listing {}

    /** A page of a sub-product's versions. */
    record OfVersions(SubProductAddress subProduct, Paging paging) implements Listing {}

    /** The newest version of a sub-product. */
    record OfLatestVersion(SubProductAddress subProduct, Paging paging) implements Listing {}
}
