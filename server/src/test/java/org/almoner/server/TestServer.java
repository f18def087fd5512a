package org.almoner.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

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
 */
public final class TestServer extends RunningServer {

    private final boolean ownsData;
    private final ConfigurableApplicationContext context;

    private TestServer(Path data, boolean ownsData, HttpClient http, List<Class<?>> more, String... settings) {
        super(data, http);
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
        return new TestServer(data, false, plainHttp().build(), List.of(), settings);
    }

    /** Starts a server whose settings have it speak HTTPS, to a client that believes certificates as it is told. */
    public static TestServer startTrusting(SSLContext trust, String... settings) {
        return start(plainHttp().sslContext(trust).build(), List.of(), settings);
    }

    /** As {@link #startTrusting}, with beans as in {@link #startWith}. */
    public static TestServer startTrustingWith(SSLContext trust, List<Class<?>> more, String... settings) {
        return start(plainHttp().sslContext(trust).build(), more, settings);
    }

    /** Starts a server on a data folder of the caller's, which is kept, with beans as in {@link #startWith}. */
    public static TestServer startOnWith(Path data, List<Class<?>> more, String... settings) {
        return new TestServer(data, false, plainHttp().build(), more, settings);
    }

    /**
     * Starts a server with beans of the test's own besides. The classes must carry no stereotype such as
     * {@code @Configuration} themselves, or the servers of all other tests would find them too: a plain class with
     * {@code @Bean} or {@code @EventListener} methods does.
     */
    public static TestServer startWith(List<Class<?>> more, String... settings) {
        return start(plainHttp().build(), more, settings);
    }

    private static TestServer start(HttpClient http, List<Class<?>> more, String... settings) {
        var folder = temporaryFolder();
        try {
            return new TestServer(folder, true, http, more, settings);
        } catch (RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    @Override
    public URI baseUri() {
        var webServer = ((ServletWebServerApplicationContext) context).getWebServer();
        var scheme = context.getEnvironment().containsProperty("server.ssl.bundle") ? "https" : "http";
        return URI.create(
                scheme + "://127.0.0.1:" + Objects.requireNonNull(webServer).getPort());
    }

    /** Something from the server's inside. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Something from the server's inside, where there are several of its type. */
    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    @Override
    public void close() {
        super.close();
        context.close();
        if (ownsData) {
            delete(data());
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
