package org.almoner.server;

import java.net.http.HttpRequest.BodyPublishers;

import org.almoner.server.RunningServer.TestClient;

import static org.almoner.server.RunningServer.expect;

/** A product of one sub-product with one version of one file, published as publishers do. All parts are slugs but the file's name. */
public record TestRelease(String product, String subProduct, String version, String file) {

    /** Publishes it; what has a name is named so. */
    public static TestRelease publish(
            RunningServer server, TestClient publisher, String name, String file, byte[] content) {
        var auth = new String[] {"Authorization", publisher.bearer()};
        var product = made(server, "/admin/v1/products", "product", name, auth);
        var subProducts = "/admin/v1/products/" + product + "/sub-products";
        var subProduct = made(server, subProducts, "sub_product", name, auth);
        var versions = subProducts + "/" + subProduct + "/versions";
        var version = versions + "/" + made(server, versions, "version", name, auth);
        expect(200, server.send("PUT", version + "/files/" + file, BodyPublishers.ofByteArray(content), auth));
        expect(200, server.postJson(version + "/commit", "{}", auth));
        return new TestRelease(product, subProduct, version.substring(version.lastIndexOf('/') + 1), file);
    }

    /** Makes something of which no more is said than its name, and returns its slug. */
    public static String made(RunningServer server, String path, String what, String name, String... auth) {
        return expect(201, server.postJson(path, "{\"" + what + "_name\":\"" + name + "\"}", auth))
                .get(what + "_slug")
                .asString();
    }

    /** Where its files are listed. */
    public String files() {
        return "/download/v1/products/" + product + "/sub-products/" + subProduct + "/versions/" + version + "/files";
    }

    /** A fresh link to its file. */
    public String link(RunningServer server, TestClient reader) {
        return expect(200, server.get(files(), "Authorization", reader.bearer()))
                .at("/0/download_url")
                .asString();
    }
}
