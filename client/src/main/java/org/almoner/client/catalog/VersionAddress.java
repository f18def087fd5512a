package org.almoner.client.catalog;

/** Where a version lives in the catalogue: three slugs. */
public record VersionAddress(String productSlug, String subProductSlug, String versionSlug) {

    @Override
    public String toString() {
        return productSlug + "/" + subProductSlug + "/" + versionSlug;
    }
}
