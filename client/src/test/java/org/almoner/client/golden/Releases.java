package org.almoner.client.golden;

import java.nio.file.Path;
import java.util.List;

import org.almoner.client.admin.ManagedVersion;
import org.almoner.client.admin.VersionChange;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.publish.Release;

/** Releases under the one sub-product of a {@link GoldenServer}. */
public final class Releases {

    private Releases() {}

    public static Release of(String version, Path... files) {
        return new Release(
                GoldenAdmin.PRODUCT,
                GoldenAdmin.SUB_PRODUCT,
                named(version),
                List.of(files),
                false,
                true,
                Release.Check.USUAL);
    }

    public static VersionChange named(String version) {
        return new VersionChange(version, null, null, null, null, null);
    }

    public static VersionAddress address(ManagedVersion version) {
        return new VersionAddress(GoldenAdmin.PRODUCT, GoldenAdmin.SUB_PRODUCT, version.versionSlug());
    }
}
