package org.almoner.server.catalog;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.almoner.server.access.Caller;
import org.almoner.server.access.OrganizationId;
import org.almoner.server.access.Organizations;
import org.almoner.server.catalog.Address.ProductAddress;
import org.almoner.server.failure.Damaged;
import org.almoner.server.failure.NotFound;
import org.almoner.server.manifest.ManifestKeySet;
import org.almoner.server.manifest.Manifests;
import org.almoner.server.manifest.Signer;
import org.almoner.server.manifest.Subject;
import org.almoner.server.web.Timestamps;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The manifests of versions, each signed by the publisher of its product. */
@Component
class VersionManifests {

    private static final int FORM = 1;

    private final Products products;
    private final Versions versions;
    private final ReleaseFiles files;
    private final Organizations organizations;
    private final Manifests manifests;
    private final ListingRenderer viewers;
    private final JsonMapper json;
    private final Clock clock;

    VersionManifests(
            Products products,
            Versions versions,
            ReleaseFiles files,
            Organizations organizations,
            Manifests manifests,
            ListingRenderer viewers,
            JsonMapper json,
            Clock clock) {
        this.products = products;
        this.versions = versions;
        this.files = files;
        this.organizations = organizations;
        this.manifests = manifests;
        this.viewers = viewers;
        this.json = json;
        this.clock = clock;
    }

    /** What is signed. */
    private record Manifest(
            int manifest,
            String type,
            String publisher,
            String productSlug,
            String productName,
            String subProductSlug,
            String subProductName,
            String versionSlug,
            String versionName,
            LocalDate effectiveDate,
            LocalDate launchDate,
            String committedAt,
            List<File> files) {}

    /** One of its files. */
    private record File(String fileName, long sizeInBytes, String sha256, String contentType) {

        static Optional<File> of(ReleaseFile file) {
            return Optional.ofNullable(file.stored())
                    .map(stored -> new File(
                            file.name().text(),
                            stored.sizeInBytes(),
                            stored.sha256().hex(),
                            stored.contentType()));
        }
    }

    /** Sees to it that the publisher of a draft has a key before anything of its is committed. */
    void prepare(UUID draft) {
        manifests.keys(signer(draft));
    }

    /** Signs what a version holds; in the transaction that commits it. */
    void sign(Version version) {
        manifests.sign(signer(version.id()), new Subject.Version(version.id()), payload(version));
    }

    /**
     * The manifest of a committed version.
     *
     * @throws Damaged if it is missing
     */
    String of(UUID id) {
        var version = versions.find(id);
        var committedAt = Objects.requireNonNull(version.committedAt());
        return manifests.find(
                signer(version.id()), new Subject.Version(version.id()), committedAt, () -> payload(version));
    }

    /**
     * The keys that the manifests of a product's versions are signed with.
     *
     * @throws NotFound if the caller sees no such product
     */
    ManifestKeySet keys(Caller caller, ProductAddress product) {
        var viewer = viewers.viewer(caller.organization().id(), LocalDate.now(clock));
        var publisher = products.publisher(product, viewer).orElseThrow(product::notFound);
        return manifests.keys(new Signer.Publisher(publisher));
    }

    private byte[] payload(Version version) {
        var release = versions.release(version.id());
        return json.writeValueAsBytes(new Manifest(
                FORM,
                "version",
                organizations
                        .find(new OrganizationId(versions.publisher(version.id())))
                        .orElseThrow()
                        .mnemonic()
                        .value(),
                release.productSlug(),
                release.productName(),
                release.subProductSlug(),
                release.subProductName(),
                release.versionSlug(),
                release.versionName(),
                release.effectiveDate(),
                release.launchDate(),
                Timestamps.text(Objects.requireNonNull(version.committedAt())),
                files.of(version.id()).stream()
                        .flatMap(file -> File.of(file).stream())
                        .toList()));
    }

    private Signer signer(UUID version) {
        return new Signer.Publisher(new OrganizationId(versions.publisher(version)));
    }
}
