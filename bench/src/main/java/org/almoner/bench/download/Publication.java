package org.almoner.bench.download;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.almoner.bench.download.Contender.Targets;
import org.almoner.client.AlmonerClient;
import org.almoner.client.admin.ProductChange;
import org.almoner.client.admin.SubProductChange;
import org.almoner.client.admin.VersionChange;
import org.almoner.client.catalog.ReleaseFile;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.publish.PublishListener;
import org.almoner.client.publish.Release;

/** The test files as published on an Almoner, for everybody to see. */
final class Publication {

    /** How many versions the listing shows: a whole page of the size that clients get when they name none. */
    private static final int LISTED = 10;

    private final AlmonerClient admin;
    private final TestFiles files;
    private final String product;
    private final String sets;
    private final String listed;
    private final Map<FileSet, VersionAddress> versions = new EnumMap<>(FileSet.class);

    /** Publishes a version for each set of files, and the versions for the listing. */
    Publication(AlmonerClient admin, TestFiles files) {
        this.admin = admin;
        this.files = files;
        this.product =
                admin.admin().products().add(ProductChange.named("Benchmark")).productSlug();
        this.sets = subProduct("Files");
        this.listed = subProduct("Listed");
        for (var set : files.sets()) {
            versions.put(set, version(sets, set.label(), paths(set)));
        }
        for (int number = 1; number <= LISTED; number++) {
            version(listed, "2026 Release " + number, paths(FileSet.SMALL).subList(0, 1));
        }
    }

    /** What a client has to ask for, with links that are issued now. */
    Targets targets(AlmonerClient client) {
        var links = new EnumMap<FileSet, List<String>>(FileSet.class);
        versions.forEach((set, version) -> links.put(set, links(client, set, version)));
        var listing = "/download/v2/products/%s/sub-products/%s/versions".formatted(product, listed);
        return new Targets(
                links,
                listing,
                Map.of("Authorization", "Bearer " + client.token().value()));
    }

    /** In the order of the set's file names, whatever that of the server is. */
    private List<String> links(AlmonerClient client, FileSet set, VersionAddress version) {
        var byName = new HashMap<String, String>();
        for (var file : client.catalog().files(version)) {
            byName.put(file.fileName(), requestTarget(file));
        }
        return set.fileNames(files.scale()).stream()
                .map(name -> Objects.requireNonNull(byName.get(name), name))
                .toList();
    }

    private static String requestTarget(ReleaseFile file) {
        return file.downloadUrl().getRawPath() + "?" + file.downloadUrl().getRawQuery();
    }

    private List<Path> paths(FileSet set) {
        return set.fileNames(files.scale()).stream()
                .map(name -> files.path(set, name))
                .toList();
    }

    private String subProduct(String name) {
        return admin.admin()
                .products()
                .addSubProduct(product, new SubProductChange(name, null, true))
                .subProductSlug();
    }

    private VersionAddress version(String subProduct, String name, List<Path> content) {
        var version = new VersionChange(name, null, null, null, null, null);
        var release = new Release(product, subProduct, version, content, false, true, Release.Check.USUAL);
        return admin.publisher().publish(release, PublishListener.NONE).address();
    }
}
