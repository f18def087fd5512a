package org.almoner.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server that runs, wherever it does, as its callers see it: over HTTP, beginning with the credentials that its first
 * start has written down. Headers are given as name, value, name, value. A path may also be an absolute address, such as a
 * link.
 */
public abstract class RunningServer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path data;
    private final HttpClient http;
    private @Nullable String adminToken;

    /** A client of the server, with a token that has just been issued to it. */
    public record TestClient(String id, String secret, String token) {

        /** The value of {@code Authorization}. */
        public String bearer() {
            return "Bearer " + token;
        }
    }

    RunningServer(Path data, HttpClient http) {
        this.data = data;
        this.http = http;
    }

    /** Sends every request in HTTP/1.1, and leaves redirects to the test. */
    static HttpClient.Builder plainHttp() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER);
    }

    /** The address of the server, without a slash at its end. */
    public abstract URI baseUri();

    public final Path data() {
        return data;
    }

    /** A token of the admin client that the first start has made. */
    public final synchronized String adminToken() {
        if (adminToken == null) {
            var admin = adminCredentials();
            adminToken = token(
                    admin.getProperty("ALMONER_ADMIN_CLIENT_ID"), admin.getProperty("ALMONER_ADMIN_CLIENT_SECRET"));
        }
        return adminToken;
    }

    /** Has the administrator ask for a new token next time, as when a test has set the clock forward. */
    public final synchronized void forgetAdminToken() {
        adminToken = null;
    }

    /** What the first start has written into {@code admin.env}. */
    public final Properties adminCredentials() {
        var credentials = new Properties();
        try (var reader = Files.newBufferedReader(data.resolve("admin.env"))) {
            credentials.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return credentials;
    }

    /** Adds a client with these scopes to the organization, which is made first if there is none of that mnemonic. */
    public final TestClient newClient(String mnemonic, String... scopes) {
        if (get("/admin/v1/organizations/" + mnemonic, asAdmin()).statusCode() == 404) {
            expect(
                    201,
                    postJson(
                            "/admin/v1/organizations",
                            JSON.writeValueAsString(Map.of("mnemonic", mnemonic, "name", mnemonic)),
                            asAdmin()));
        }
        var client = expect(
                201,
                postJson(
                        "/admin/v1/organizations/" + mnemonic + "/clients",
                        JSON.writeValueAsString(Map.of("name", "test", "scopes", List.of(scopes))),
                        asAdmin()));
        var id = client.get("client_id").asString();
        var secret = client.get("client_secret").asString();
        return new TestClient(id, secret, token(id, secret));
    }

    /** A new token, as a form gets it. */
    public final String token(String clientId, String clientSecret) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", clientId);
        form.put("client_secret", clientSecret);
        return expect(200, postForm("/oauth/token", form)).get("access_token").asString();
    }

    /** The headers of a request by the administrator. */
    public final String[] asAdmin() {
        return new String[] {"Authorization", "Bearer " + adminToken()};
    }

    public final HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    /** The body as bytes. */
    public final HttpResponse<byte[]> getBytes(String path, String... headers) {
        return exchange(request("GET", path, BodyPublishers.noBody(), headers), BodyHandlers.ofByteArray());
    }

    /** The body as it comes; close it. */
    public final HttpResponse<InputStream> open(String path, String... headers) {
        return exchange(request("GET", path, BodyPublishers.noBody(), headers), BodyHandlers.ofInputStream());
    }

    public final HttpResponse<String> delete(String path, String... headers) {
        return send("DELETE", path, BodyPublishers.noBody(), headers);
    }

    public final HttpResponse<String> postJson(String path, String json, String... headers) {
        return sendJson("POST", path, json, headers);
    }

    public final HttpResponse<String> patchJson(String path, String json, String... headers) {
        return sendJson("PATCH", path, json, headers);
    }

    public final HttpResponse<String> postForm(String path, Map<String, String> form, String... headers) {
        var body = form.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
        return send(
                "POST",
                path,
                BodyPublishers.ofString(body),
                with(headers, "Content-Type", "application/x-www-form-urlencoded"));
    }

    private HttpResponse<String> sendJson(String method, String path, String json, String... headers) {
        return send(method, path, BodyPublishers.ofString(json), with(headers, "Content-Type", "application/json"));
    }

    /** Any request; the body as text. */
    public final HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers) {
        return exchange(request(method, path, body, headers), BodyHandlers.ofString());
    }

    /** The JSON of an answer. */
    public static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    /** The JSON of an answer that must have this status. */
    public static JsonNode expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new AssertionError(answer.request().method() + " " + answer.uri() + " answered " + answer.statusCode()
                    + ": " + answer.body());
        }
        return json(answer);
    }

    private HttpRequest request(String method, String path, BodyPublisher body, String... headers) {
        var uri = path.startsWith("http") ? URI.create(path) : URI.create(baseUri() + path);
        var request = HttpRequest.newBuilder(uri).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String[] with(String[] headers, String name, String value) {
        var all = new ArrayList<>(List.of(headers));
        if (!all.contains(name)) {
            all.addAll(List.of(name, value));
        }
        return all.toArray(String[]::new);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
