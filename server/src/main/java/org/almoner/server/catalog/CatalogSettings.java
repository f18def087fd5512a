package org.almoner.server.catalog;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the catalogue is served.
 *
 * @param listingCache how much memory rendered listings may take; with 0 each one is rendered anew
 */
@ConfigurationProperties(prefix = "almoner.catalog", ignoreUnknownFields = false)
record CatalogSettings(@DefaultValue("16MB") DataSize listingCache) {

    CatalogSettings {
        if (listingCache.isNegative()) {
            throw new IllegalArgumentException("almoner.catalog.listing-cache must not be negative");
        }
    }
}
