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
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real server inside a test, on an ephemeral port of the loopback interface, with a data folder of its own. Close it.
 *
 * <pre>{@code
 * try (var server = TestServer.start("almoner.link.lifetime=2s")) {
 *     var client = server.newClient("acme", "download");
 *     var answer = server.get("/download/v1/products", "Authorization", client.bearer());
 *     assertThat(answer.statusCode()).isEqualTo(200);
 * }
 * }</pre>
 *
 * Headers are given as name, value, name, value. A path may also be an absolute address, such as a link.
 */
public final class TestServer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path data;
    private final boolean ownsData;
    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private @Nullable String adminToken;

    /** A client of the server, with a token that has just been issued to it. */
    public record TestClient(String id, String secret, String token) {

        /** The value of {@code Authorization}. */
        public String bearer() {
            return "Bearer " + token;
        }
    }

    private TestServer(Path data, boolean ownsData, List<Class<?>> more, String... settings) {
        this.data = data;
        this.ownsData = ownsData;
        var sources =
                Stream.concat(Stream.of(AlmonerServer.class), more.stream()).toArray(Class<?>[]::new);
        var application = new SpringApplication(sources);
        application.setRegisterShutdownHook(false);
        var arguments = Stream.concat(
                        Stream.of(
                                "almoner.data=" + data,
                                "server.address=127.0.0.1",
                                "server.port=0",
                                "spring.lifecycle.timeout-per-shutdown-phase=1s"),
                        Stream.of(settings))
                .map(setting -> "--" + setting)
                .toArray(String[]::new);
        this.context = application.run(arguments);
    }

    /** Starts a server on a new data folder, which is deleted in the end. Settings are given as {@code name=value}. */
    public static TestServer start(String... settings) {
        return startWith(List.of(), settings);
    }

    /** Starts a server on a data folder of the caller's, which is kept: for restarts. */
    public static TestServer startOn(Path data, String... settings) {
        return new TestServer(data, false, List.of(), settings);
    }

    /** Starts a server on a data folder of the caller's, which is kept, with beans as in {@link #startWith}. */
    public static TestServer startOnWith(Path data, List<Class<?>> more, String... settings) {
        return new TestServer(data, false, more, settings);
    }

    /**
     * Starts a server with beans of the test's own besides. The classes must carry no stereotype such as
     * {@code @Configuration} themselves, or the servers of all other tests would find them too: a plain class with
     * {@code @Bean} or {@code @EventListener} methods does.
     */
    public static TestServer startWith(List<Class<?>> more, String... settings) {
        var folder = temporaryFolder();
        try {
            return new TestServer(folder, true, more, settings);
        } catch (RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    /** The address of the server, without a slash at its end. */
    public URI baseUri() {
        var webServer = ((ServletWebServerApplicationContext) context).getWebServer();
        return URI.create(
                "http://127.0.0.1:" + Objects.requireNonNull(webServer).getPort());
    }

    public Path data() {
        return data;
    }

    /** Something from the server's inside. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Something from the server's inside, where there are several of its type. */
    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** A token of the admin client that the first start has made. */
    public synchronized String adminToken() {
        if (adminToken == null) {
            var admin = adminCredentials();
            adminToken = token(
                    admin.getProperty("ALMONER_ADMIN_CLIENT_ID"), admin.getProperty("ALMONER_ADMIN_CLIENT_SECRET"));
        }
        return adminToken;
    }

    /** Has the administrator ask for a new token next time, as when a test has set the clock forward. */
    public synchronized void forgetAdminToken() {
        adminToken = null;
    }

    /** What the first start has written into {@code admin.env}. */
    public Properties adminCredentials() {
        var credentials = new Properties();
        try (var reader = Files.newBufferedReader(data.resolve("admin.env"))) {
            credentials.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return credentials;
    }

    /** Adds a client with these scopes to the organization, which is made first if there is none of that mnemonic. */
    public TestClient newClient(String mnemonic, String... scopes) {
        if (get("/admin/v1/organizations/" + mnemonic, asAdmin()).statusCode() == 404) {
            created(postJson(
                    "/admin/v1/organizations",
                    JSON.writeValueAsString(Map.of("mnemonic", mnemonic, "name", mnemonic)),
                    asAdmin()));
        }
        var client = created(postJson(
                "/admin/v1/organizations/" + mnemonic + "/clients",
                JSON.writeValueAsString(Map.of("name", "test", "scopes", List.of(scopes))),
                asAdmin()));
        var id = client.get("client_id").asString();
        var secret = client.get("client_secret").asString();
        return new TestClient(id, secret, token(id, secret));
    }

    /** A new token, as a form gets it. */
    public String token(String clientId, String clientSecret) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", clientId);
        form.put("client_secret", clientSecret);
        var answer = postForm("/oauth/token", form);
        if (answer.statusCode() != 200) {
            throw new AssertionError("No token: " + answer.statusCode() + " " + answer.body());
        }
        return json(answer).get("access_token").asString();
    }

    /** The headers of a request by the administrator. */
    public String[] asAdmin() {
        return new String[] {"Authorization", "Bearer " + adminToken()};
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    /** The body as bytes. */
    public HttpResponse<byte[]> getBytes(String path, String... headers) {
        return exchange(request("GET", path, BodyPublishers.noBody(), headers), BodyHandlers.ofByteArray());
    }

    /** The body as it comes; close it. */
    public HttpResponse<InputStream> open(String path, String... headers) {
        return exchange(request("GET", path, BodyPublishers.noBody(), headers), BodyHandlers.ofInputStream());
    }

    public HttpResponse<String> delete(String path, String... headers) {
        return send("DELETE", path, BodyPublishers.noBody(), headers);
    }

    public HttpResponse<String> postJson(String path, String json, String... headers) {
        return sendJson("POST", path, json, headers);
    }

    public HttpResponse<String> patchJson(String path, String json, String... headers) {
        return sendJson("PATCH", path, json, headers);
    }

    public HttpResponse<String> postForm(String path, Map<String, String> form, String... headers) {
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
    public HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers) {
        return exchange(request(method, path, body, headers), BodyHandlers.ofString());
    }

    /** The JSON of an answer. */
    public static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private static JsonNode created(HttpResponse<String> answer) {
        if (answer.statusCode() != 201) {
            throw new AssertionError("Not created: " + answer.statusCode() + " " + answer.body());
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
        context.close();
        if (ownsData) {
            delete(data);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("almoner-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException e) throws IOException {
                    Files.delete(emptied);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
