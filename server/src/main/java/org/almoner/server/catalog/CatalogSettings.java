package org.almoner.server.catalog;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the catalogue is served.
 *
 * @param listingCache how much memory rendered listings may take; with 0 each one is rendered anew
 * @param expiryNotice how long before its retention date it is announced that a version is about to leave retention, in whole days; with 0 it
 *     is not
 */
@ConfigurationProperties(prefix = "almoner.catalog", ignoreUnknownFields = false)
record CatalogSettings(
        @DefaultValue("16MB") DataSize listingCache,
        @DefaultValue("14d") Duration expiryNotice) {

    CatalogSettings {
        if (listingCache.isNegative()) {
            throw new IllegalArgumentException("almoner.catalog.listing-cache must not be negative");
        }
        if (expiryNotice.isNegative() || !expiryNotice.equals(Duration.ofDays(expiryNotice.toDays()))) {
            throw new IllegalArgumentException(
                    "almoner.catalog.expiry-notice must be 0 or some whole days, but is " + expiryNotice);
        }
    }
}
