package org.almoner.server.syndication;

import java.util.List;

import org.almoner.server.access.Organizations;
import org.almoner.server.failure.Damaged;
import org.almoner.server.manifest.ManifestKeySet;
import org.almoner.server.manifest.Manifests;
import org.almoner.server.manifest.Signer;
import org.almoner.server.manifest.Subject;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The manifests of extracts, signed by the server. */
@Component
class ExtractManifests {

    private static final int FORM = 1;

    private final Organizations organizations;
    private final Manifests manifests;
    private final JsonMapper json;

    ExtractManifests(Organizations organizations, Manifests manifests, JsonMapper json) {
        this.organizations = organizations;
        this.manifests = manifests;
        this.json = json;
    }

    /** What is signed. */
    private record Manifest(
            int manifest,
            String type,
            String publisher,
            long extractId,
            String populationId,
            String extractType,
            String datasetType,
            String version,
            String releasedAt,
            @Nullable Long baseExtractId,
            List<File> files) {}

    /** The archive. */
    private record File(String fileName, long sizeInBytes, String sha256, String contentType) {}

    /** Signs what an extract is; in the transaction that releases it. */
    void sign(Extract extract) {
        manifests.sign(new Signer.Operator(), new Subject.Extract(extract.id()), payload(extract));
    }

    /**
     * The manifest of an extract.
     *
     * @throws Damaged if it is missing
     */
    String of(Extract extract) {
        return manifests.find(
                new Signer.Operator(), new Subject.Extract(extract.id()), extract.releasedAt(), () -> payload(extract));
    }

    /** The keys that the manifests of extracts are signed with. */
    ManifestKeySet keys() {
        return manifests.keys(new Signer.Operator());
    }

    private byte[] payload(Extract extract) {
        return json.writeValueAsBytes(new Manifest(
                FORM,
                "extract",
                organizations.operator().mnemonic().value(),
                extract.id(),
                extract.populationId().toString(),
                extract.type().name(),
                extract.dataSet().type(),
                extract.dataSet().version(),
                extract.releasedAt().toString(),
                extract.baseId(),
                List.of(new File(
                        extract.fileName(),
                        extract.sizeInBytes(),
                        extract.sha256().hex(),
                        ExtractController.ARCHIVE))));
    }
}
