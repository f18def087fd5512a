package org.almoner.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.almoner.cli.doctor.Diagnosis.State;
import org.almoner.client.AlmonerClient;
import org.almoner.client.catalog.ReleaseFile;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.syndication.ExtractQuery;
import org.jspecify.annotations.Nullable;

/** Looks at what has to be right for a server's files to arrive here. What depends on something that is wrong is not looked at. */
public final class ServerDoctor {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration NOTICEABLE_SKEW = Duration.ofSeconds(30);
    private static final Duration HARMFUL_SKEW = Duration.ofMinutes(4);

    private final String name;
    private final URI address;
    private final AlmonerClient client;
    private final InstantSource clock;
    private final Consumer<Diagnosis> heard;

    /** @param name of the server in what is found */
    public ServerDoctor(
            String name, URI address, AlmonerClient client, InstantSource clock, Consumer<Diagnosis> heard) {
        this.name = name;
        this.address = address;
        this.client = client;
        this.clock = clock;
        this.heard = heard;
    }

    /** @throws AlmonerException.Interrupted if the thread is interrupted */
    public void examine() {
        if (resolves() && answers() && hasToken()) {
            catalog();
            extracts();
            events();
        }
    }

    private void say(String what, State state, String finding) {
        heard.accept(new Diagnosis(name + ": " + what, state, finding));
    }

    private boolean resolves() {
        try {
            var found = Arrays.stream(InetAddress.getAllByName(address.getHost()))
                    .map(InetAddress::getHostAddress)
                    .collect(Collectors.joining(", "));
            say("address", State.OK, address + " is " + found);
            return true;
        } catch (UnknownHostException e) {
            say(
                    "address",
                    State.FAILED,
                    "This machine finds no address for " + address.getHost()
                            + ". Look for a typing error in the address, and at the machine's name service.");
            return false;
        }
    }

    private boolean answers() {
        var asked = clock.instant();
        HttpResponse<Void> answer;
        try {
            answer = send(address);
        } catch (IOException e) {
            say(
                    "connection",
                    State.FAILED,
                    "Nothing answers at " + address + ": " + reason(e)
                            + ". Is the server running, and does a firewall or proxy let this machine through?");
            return false;
        }
        var took = Duration.between(asked, clock.instant());
        say("connection", State.OK, "the server answers after " + took.toMillis() + " ms");
        clock(answer, asked.plus(took.dividedBy(2)));
        return true;
    }

    private HttpResponse<Void> send(URI uri) throws IOException {
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            var request = HttpRequest.newBuilder(uri)
                    .timeout(PATIENCE)
                    .header("Range", "bytes=0-0")
                    .GET()
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AlmonerException.Interrupted(e);
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private void clock(HttpResponse<?> answer, Instant here) {
        var there = answer.headers().firstValue("Date").flatMap(ServerDoctor::time);
        if (there.isEmpty()) {
            say("clock", State.OK, "the server does not say what time it has");
            return;
        }
        var skew = Duration.between(there.get(), here);
        var words = "this machine's clock is " + skew.abs().toSeconds() + " s "
                + (skew.isNegative() ? "behind" : "ahead of") + " the server's";
        if (skew.abs().compareTo(HARMFUL_SKEW) > 0) {
            say(
                    "clock",
                    State.FAILED,
                    words + ". Tokens and links live for minutes: one of the two has to be set right, best by NTP.");
        } else if (skew.abs().compareTo(NOTICEABLE_SKEW) > 0) {
            say("clock", State.WARNING, words + ". Let NTP set both.");
        } else {
            say("clock", State.OK, words);
        }
    }

    private static Optional<Instant> time(String field) {
        try {
            return Optional.of(ZonedDateTime.parse(field, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private boolean hasToken() {
        try {
            var token = client.token();
            say("token", State.OK, "the credentials are accepted; a token until " + token.expiresAt());
            return true;
        } catch (AlmonerException.Interrupted e) {
            throw e;
        } catch (AlmonerException e) {
            say("token", State.FAILED, String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void catalog() {
        try {
            var products = client.catalog().products().toList();
            say(
                    "products",
                    products.isEmpty() ? State.WARNING : State.OK,
                    products.isEmpty()
                            ? "there is no product for this client; ask the operator for an entitlement"
                            : products.size() + " to fetch from");
            var file = anyFile();
            if (file != null) {
                link(file);
            }
        } catch (AlmonerException.NotAllowed e) {
            say("products", State.WARNING, "not for this client, which lacks the scope 'download'");
        } catch (AlmonerException.Interrupted e) {
            throw e;
        } catch (AlmonerException e) {
            say("products", State.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable ReleaseFile anyFile() {
        var catalog = client.catalog();
        return catalog.products()
                .flatMap(product -> catalog.subProducts(product.productSlug())
                        .flatMap(subProduct -> catalog.versions(product.productSlug(), subProduct.subProductSlug())
                                .filter(version -> version.retractedAt() == null)
                                .map(version -> new VersionAddress(
                                        product.productSlug(), subProduct.subProductSlug(), version.versionSlug()))))
                .flatMap(version -> catalog.files(version).stream())
                .findFirst()
                .orElse(null);
    }

    /** Links may lead to another host than the API's, which a firewall may not know of. */
    private void link(ReleaseFile file) {
        var host = file.downloadUrl().getHost();
        try {
            int status = send(file.downloadUrl()).statusCode();
            if (status == 200 || status == 206) {
                say("links", State.OK, "a file can be fetched from " + host);
            } else {
                say("links", State.FAILED, host + " answers " + status + " to a link that is just a moment old");
            }
        } catch (IOException e) {
            say(
                    "links",
                    State.FAILED,
                    "files come from " + host + ", which cannot be reached: " + reason(e)
                            + ". Let the firewall or proxy allow that host, too.");
        }
    }

    private void extracts() {
        try {
            long extracts = client.syndication().extracts(ExtractQuery.ALL).count();
            say("extracts", State.OK, extracts == 0 ? "none for this client yet" : extracts + " to fetch");
        } catch (AlmonerException.NotAllowed e) {
            say("extracts", State.OK, "not for this client, which lacks the scope 'syndication'");
        } catch (AlmonerException.NotFound e) {
            say("extracts", State.OK, "the server has none");
        } catch (AlmonerException.Interrupted e) {
            throw e;
        } catch (AlmonerException e) {
            say("extracts", State.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private void events() {
        try {
            client.events().latest();
            say("events", State.OK, "the server tells of what is new: 'almoner sync --follow' fetches it at once");
        } catch (AlmonerException.Interrupted e) {
            throw e;
        } catch (AlmonerException.NotFound | AlmonerException.NotAllowed e) {
            say(
                    "events",
                    State.OK,
                    "the server does not tell of what is new: 'almoner sync --follow' asks now and then");
        } catch (AlmonerException e) {
            say("events", State.WARNING, String.valueOf(e.getMessage()));
        }
    }
}
