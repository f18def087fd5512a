package org.almoner.bench.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.almoner.bench.download.Contender.Targets;
import tools.jackson.databind.JsonNode;

/** Publishes the test files on an Almoner through its administrative API, and finds them again as a client does. */
final class Publication {

    /** How many versions the listing shows: a whole page of the size that clients get when they name none. */
    private static final int LISTED = 10;

    private final AlmonerApi admin;
    private final TestFiles files;

    Publication(AlmonerApi admin, TestFiles files) {
        this.admin = admin;
        this.files = files;
    }

    /** The client that downloads, as Almoner made it. */
    record Downloader(String clientId, String secret) {}

    /** The first administrator's credentials, which the server left in its data folder. */
    static Map<String, String> adminCredentials(Path data) {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(data.resolve("admin.env"))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var credentials = new HashMap<String, String>();
        properties.forEach((name, value) -> credentials.put(name.toString(), unquoted(value.toString())));
        return credentials;
    }

    private static String unquoted(String value) {
        return value.replaceAll("^(['\"])(.*)\\1$", "$2");
    }

    /** Publishes a version of each set of files, and the versions for the listing; all for everybody. */
    Places publish() {
        var product = admin.post("admin/v1/products", Map.of("product_name", "Benchmark"))
                .get("product_slug")
                .asString();
        var sets = subProduct(product, "Files");
        var versions = new EnumMap<FileSet, String>(FileSet.class);
        for (var set : FileSet.values()) {
            var paths = set.fileNames(files.scale()).stream()
                    .map(name -> files.path(set, name))
                    .toList();
            versions.put(set, version(sets, set.label(), paths));
        }
        var listed = subProduct(product, "Listed");
        var one = List.of(
                files.path(FileSet.SMALL, FileSet.SMALL.fileNames(files.scale()).getFirst()));
        for (int number = 1; number <= LISTED; number++) {
            version(listed, "2026 Release " + number, one);
        }
        return new Places(sets, versions, listed);
    }

    /** Makes a client that may do no more than download, of an organization that owns nothing. */
    Downloader downloader() {
        admin.post("admin/v1/organizations", Map.of("mnemonic", "bench", "name", "Benchmark"));
        var client = admin.post(
                "admin/v1/organizations/bench/clients",
                Map.of("name", "bench", "scopes", List.of("download"), "secret", true));
        return new Downloader(
                client.get("client_id").asString(), client.get("client_secret").asString());
    }

    private String subProduct(String product, String name) {
        var path = "products/" + product + "/sub-products";
        var made = admin.post("admin/v1/" + path, Map.of("sub_product_name", name, "is_public", true));
        return path + "/" + made.get("sub_product_slug").asString();
    }

    private String version(String subProduct, String name, List<Path> content) {
        var path = "admin/v1/" + subProduct + "/versions";
        var slug = admin.post(path, Map.of("version_name", name))
                .get("version_slug")
                .asString();
        content.forEach(file -> admin.put(path + "/" + slug + "/files/" + file.getFileName(), file));
        admin.post(path + "/" + slug + "/commit", Map.of());
        return slug;
    }

    /**
     * Where things were published.
     *
     * @param sets path of the sub-product of the sets of files
     * @param versions the slug of each set
     * @param listed path of the sub-product whose versions are listed
     */
    record Places(String sets, Map<FileSet, String> versions, String listed) {

        /** What a client has to ask for, with links that were issued just now. */
        Targets targets(AlmonerApi client) {
            var links = new EnumMap<FileSet, List<String>>(FileSet.class);
            versions.forEach((set, version) -> links.put(set, links(client, version)));
            return new Targets(links, "/" + listing(), Map.of("Authorization", "Bearer " + client.token()));
        }

        /** The path of the listing, without the leading slash. */
        String listing() {
            return "download/v2/" + listed + "/versions";
        }

        private List<String> links(AlmonerApi client, String version) {
            return client.getJson("download/v1/" + sets + "/versions/" + version + "/files").values().stream()
                    .map(Places::requestTarget)
                    .sorted()
                    .toList();
        }

        private static String requestTarget(JsonNode file) {
            var link = URI.create(file.get("download_url").asString());
            return link.getRawPath() + "?" + link.getRawQuery();
        }
    }
}
