package org.almoner.bench.download;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;

import org.almoner.bench.measure.BenchFailure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Almoner's HTTP API, as far as a benchmark needs it, for one client. */
final class AlmonerApi {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http;
    private final URI base;
    private final String token;

    private AlmonerApi(HttpClient http, URI base, String token) {
        this.http = http;
        this.base = base;
        this.token = token;
    }

    /** Gets a token for the client. */
    static AlmonerApi login(HttpClient http, InetSocketAddress server, String clientId, String secret) {
        var base = URI.create("http://" + server.getHostString() + ":" + server.getPort() + "/");
        var form = "grant_type=client_credentials&client_id=%s&client_secret=%s"
                .formatted(URLEncoder.encode(clientId, UTF_8), URLEncoder.encode(secret, UTF_8));
        var request = HttpRequest.newBuilder(base.resolve("oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        var token = JSON.readTree(send(http, request)).get("access_token").asString();
        return new AlmonerApi(http, base, token);
    }

    String token() {
        return token;
    }

    /** @param path of the API, without the leading slash */
    String get(String path) {
        return send(http, request(path).GET());
    }

    JsonNode getJson(String path) {
        return JSON.readTree(get(path));
    }

    JsonNode post(String path, Map<String, ?> body) {
        var request = request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
        var answer = send(http, request);
        return answer.isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer);
    }

    void put(String path, Path file) {
        send(http, request(path).PUT(content(file)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private static BodyPublisher content(Path file) {
        try {
            return BodyPublishers.ofFile(file);
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String send(HttpClient http, HttpRequest.Builder builder) {
        var request = builder.build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new BenchFailure("%s %s was answered with %d: %s"
                        .formatted(request.method(), request.uri().getPath(), response.statusCode(), response.body()));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("Interrupted", e);
        }
    }
}
