package org.almoner.server.crash;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client written from the API's documents, with the credentials of the server's first start. */
final class Api implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final String token;

    private Api(URI address, Path data) throws IOException, InterruptedException {
        this.address = address;
        this.token = token(data);
    }

    static Api of(URI address, Path data) throws IOException, InterruptedException {
        return new Api(address, data);
    }

    private String token(Path data) throws IOException, InterruptedException {
        var credentials = Files.readAllLines(data.resolve("admin.env")).stream()
                .filter(line -> line.contains("="))
                .map(line -> line.replaceFirst("^export ", "").split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0], pair -> pair[1].replace("'", "").replace("\"", "")));
        var basic = credentials.get("ALMONER_ADMIN_CLIENT_ID") + ":" + credentials.get("ALMONER_ADMIN_CLIENT_SECRET");
        var response = http.send(
                HttpRequest.newBuilder(address.resolve("/oauth/token"))
                        .header(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                        .build(),
                BodyHandlers.ofString());
        return expect(200, response).path("access_token").asString();
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return expect(200, send("GET", path, "application/json", new byte[0]));
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        var response = send("POST", path, "application/json", JSON.writeValueAsBytes(body));
        return expect(response.statusCode() / 100 == 2 ? response.statusCode() : 200, response);
    }

    void upload(String versionPath, String fileName, byte[] content) throws IOException, InterruptedException {
        var encoded = URLEncoder.encode(fileName, StandardCharsets.UTF_8).replace("+", "%20");
        var response = send("PUT", versionPath + "/files/" + encoded, "application/octet-stream", content);
        expect(response.statusCode() / 100 == 2 ? response.statusCode() : 200, response);
    }

    /** The bytes behind a link, which needs no token. */
    byte[] download(String link) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofByteArray())
                .body();
    }

    /** The bytes of something that asks for a token. */
    byte[] bytes(String path) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(address.resolve(path))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        BodyHandlers.ofByteArray())
                .body();
    }

    private HttpResponse<String> send(String method, String path, String contentType, byte[] body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address.resolve(path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", contentType)
                        .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static JsonNode expect(int status, HttpResponse<String> response) {
        if (response.statusCode() != status) {
            throw new AssertionError(response.request().method() + " " + response.uri() + " answered "
                    + response.statusCode() + ": " + response.body());
        }
        return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
    }

    static Iterable<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
