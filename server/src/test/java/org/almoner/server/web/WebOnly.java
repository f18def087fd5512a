package org.almoner.server.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The web package on a real Tomcat with a few endpoints of a test's own: no database, no security. */
final class WebOnly implements AutoCloseable {

    /** Not a {@code @Configuration}, so that the whole server's scan passes it by. */
    @ComponentScan("org.almoner.server.web")
    @ConfigurationPropertiesScan("org.almoner.server.web")
    @ImportAutoConfiguration({
        DispatcherServletAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        PropertyPlaceholderAutoConfiguration.class,
        SslAutoConfiguration.class,
        TomcatServletWebServerAutoConfiguration.class,
        ValidationAutoConfiguration.class,
        WebMvcAutoConfiguration.class
    })
    static final class Parts {}

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    private WebOnly(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts on any free port of the loopback address.
     *
     * @param endpoints an object whose methods carry request mappings
     * @param shapes error shapes, as features offer them
     */
    static WebOnly start(Object endpoints, Map<String, String> settings, ErrorShape... shapes) {
        var application = new SpringApplication(Parts.class);
        application.addInitializers(context -> {
            for (int i = 0; i < shapes.length; i++) {
                context.getBeanFactory().registerSingleton("shape" + i, shapes[i]);
            }
        });
        var arguments = new ArrayList<>(List.of("--almoner.port=0", "--almoner.data=" + temporaryFolder()));
        settings.forEach((name, set) -> arguments.add("--" + name + "=" + set));
        var context = application.run(arguments.toArray(String[]::new));
        map(endpoints, context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class));
        return new WebOnly(context);
    }

    private static void map(Object endpoints, RequestMappingHandlerMapping mapping) {
        for (var method : endpoints.getClass().getDeclaredMethods()) {
            var declared = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
            if (declared != null) {
                var info = RequestMappingInfo.paths(declared.path())
                        .methods(declared.method())
                        .consumes(declared.consumes())
                        .produces(declared.produces())
                        .options(mapping.getBuilderConfiguration())
                        .build();
                mapping.registerMapping(info, endpoints, method);
            }
        }
    }

    private static String temporaryFolder() {
        try {
            return Files.createTempDirectory("almoner-web").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        var server = ((WebServerApplicationContext) context).getWebServer();
        if (server == null) {
            throw new IllegalStateException("The server is not running");
        }
        return server.getPort();
    }

    HttpResponse<String> send(String method, String path, @Nullable String body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, null, headers);
    }

    /** Sends these very bytes (ISO 8859-1) and gives back everything that comes until the server hangs up. */
    RawAnswer raw(String bytes) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return RawAnswer.of(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        client.close();
        context.close();
    }

    /** An answer taken apart by hand. */
    record RawAnswer(String text, int status, List<String> headers, String body) {

        static RawAnswer of(String text) {
            var end = text.indexOf("\r\n\r\n");
            var head = new ArrayList<>(
                    Arrays.asList(text.substring(0, Math.max(0, end)).split("\r\n", -1)));
            var status = Integer.parseInt(head.removeFirst().substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
            return new RawAnswer(text, status, head, text.substring(end + 4));
        }

        String header(String name) {
            return headers.stream()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No " + name + " in:\n" + text));
        }
    }
}
