package org.almoner.server.catalog;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.almoner.server.manifest.ManifestKeySet;
import org.almoner.server.manifest.Manifests;
import org.almoner.server.manifest.Signer;
import org.almoner.server.manifest.Subject;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Manifests as they are, without the signature. */
final class MemoryManifests implements Manifests {

    final Map<Subject, String> payloads = new HashMap<>();
    final Map<Subject, Signer> signers = new HashMap<>();

    @Override
    public void sign(Signer signer, Subject subject, byte[] payload) {
        payloads.put(subject, new String(payload, UTF_8));
        signers.put(subject, signer);
    }

    @Override
    public String find(Signer signer, Subject subject, Instant publishedAt, Supplier<byte[]> payload) {
        return payloads.getOrDefault(subject, "");
    }

    @Override
    public ManifestKeySet keys(Signer signer) {
        return new ManifestKeySet(List.of());
    }
}
