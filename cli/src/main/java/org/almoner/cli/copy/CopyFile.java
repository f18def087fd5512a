package org.almoner.cli.copy;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.cli.output.Rate;
import org.almoner.cli.settings.Exposure;
import org.almoner.cli.settings.Nearest;
import org.almoner.client.download.DownloadSettings;
import org.almoner.client.http.ClientCredentials;
import org.almoner.client.proof.PublisherKey;
import org.almoner.client.sync.Choice;
import org.almoner.client.sync.Glob;
import org.almoner.client.sync.Keep;
import org.almoner.client.sync.Removal;
import org.almoner.client.sync.Trust;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads the settings of a copy: a YAML document. What it says that is not understood is an error, never ignored. */
public final class CopyFile {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            // Of two sections of one name, one would be ignored.
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
    private static final Pattern PERIOD = Pattern.compile("([0-9]{1,6}) ?(s|m|h|d)");

    private final Path path;

    private CopyFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    /** @throws CommandFailure if it cannot be read, or says what cannot be */
    public static CopySettings read(Path path) {
        return new CopyFile(path).settings();
    }

    private CopySettings settings() {
        var document = document();
        var servers = new ArrayList<CopySettings.Server>();
        for (var server : given(document.servers(), "servers").entrySet()) {
            servers.add(server(server.getKey(), server.getValue()));
        }
        if (servers.isEmpty()) {
            throw wrong("servers", "there is none. Name at least one, with what to take from it");
        }
        return new CopySettings(
                Optional.of(path),
                near("folder", given(document.folder(), "folder")),
                servers,
                removals(document.remove()),
                downloads(document),
                document.reports() == null
                        ? CopySettings.USUAL_REPORTS
                        : checked("reports", document.reports(), CopyFile::atLeastOne),
                document.every() == null
                        ? CopySettings.USUAL_EVERY
                        : checked("every", document.every(), CopyFile::period),
                Optional.ofNullable(document.after()).filter(command -> !command.isBlank()),
                holdsSecret(document) && Exposure.toOthers(path));
    }

    private CopyDocument document() {
        try {
            var document = YAML.readValue(Files.readAllBytes(path), CopyDocument.class);
            if (document == null) {
                throw wrong("", "it is empty");
            }
            return document;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "Cannot read the settings of the copy, " + path + ": " + e.getMessage());
        } catch (JacksonException e) {
            // What is unknown is found at the end of its section.
            var at = e instanceof UnrecognizedPropertyException ? null : e.getLocation();
            throw wrong(at == null ? "" : "line " + at.getLineNr(), reason(e));
        }
    }

    private static String reason(JacksonException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException e -> unknown(e);
            case MismatchedInputException e
            when !e.getPath().isEmpty() -> place(e.getPath()) + " is to be " + form(e.getTargetType());
            case MismatchedInputException _ -> "it is to be a document of lines such as 'folder: copy' and 'servers:'";
            default ->
                failure.getOriginalMessage()
                        .replaceAll("\\s+", " ")
                        .replace('`', '\'')
                        .replaceFirst("\\.$", "");
        };
    }

    private static String unknown(UnrecognizedPropertyException failure) {
        var known = Optional.ofNullable(failure.getKnownPropertyIds()).orElse(List.of()).stream()
                .map(String::valueOf)
                .sorted()
                .toList();
        return "there is no '" + place(failure.getPath()) + "'"
                + Nearest.to(failure.getPropertyName(), known)
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse(".")
                + " What there is here: " + String.join(", ", known);
    }

    private static String place(List<JacksonException.Reference> path) {
        var place = new StringBuilder();
        for (var step : path) {
            if (step.getPropertyName() == null) {
                place.append('[').append(step.getIndex()).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return place.toString();
    }

    private static String form(@Nullable Class<?> type) {
        if (type == Integer.class) {
            return "a whole number";
        }
        return type == String.class ? "one text" : "a section with settings of its own, each on a line further in";
    }

    private CopySettings.Server server(String name, CopyDocument.@Nullable Server server) {
        var at = "servers." + name;
        if (!NAME.matcher(name).matches()) {
            throw wrong(
                    at,
                    "the name is to be a folder's, so it has 1 to 63 lower-case letters, digits, '.', '_' and '-', and begins with a"
                            + " letter or digit");
        }
        var choices = new ArrayList<Choice>();
        if (server != null) {
            int number = 0;
            for (var products : items(at + ".products", server.products())) {
                choices.add(versions(at + ".products[" + number++ + "]", products));
            }
            number = 0;
            for (var extracts : items(at + ".extracts", server.extracts())) {
                choices.add(extracts(at + ".extracts[" + number++ + "]", extracts));
            }
        }
        if (server == null || choices.isEmpty()) {
            throw wrong(at, "it says neither products nor extracts, so nothing would be taken from it");
        }
        return new CopySettings.Server(
                name,
                address(at + ".url", server.url()),
                address(at + ".token-url", server.tokenUrl()),
                credentials(at, server),
                trust(at + ".trust", server.trust()),
                choices);
    }

    private Choice versions(String at, CopyDocument.Products products) {
        return new Choice.OfVersions(
                glob(at + ".product", products.product()),
                glob(at + ".sub-product", products.subProduct()),
                keep(at + ".versions", products.versions()),
                items(at + ".files", products.files()).stream()
                        .map(file -> glob(at + ".files", file))
                        .toList());
    }

    private Choice extracts(String at, CopyDocument.Extracts extracts) {
        return new Choice.OfExtracts(
                glob(at + ".population", extracts.population()),
                glob(at + ".data-set", extracts.dataSet()),
                keep(at + ".chains", extracts.chains()));
    }

    private Glob glob(String at, @Nullable String text) {
        return text == null ? Glob.ANY : checked(at, text, Glob::new);
    }

    private Keep keep(String at, @Nullable String text) {
        if (text == null) {
            return new Keep.Latest(1);
        }
        return text.equals("all")
                ? new Keep.All()
                : checked(at, text, number -> {
                    if (!number.matches("[0-9]{1,6}")) {
                        throw new IllegalArgumentException("'" + number + "' is neither a number nor 'all'");
                    }
                    return new Keep.Latest(Integer.parseInt(number));
                });
    }

    private Trust trust(String at, @Nullable List<@Nullable String> given) {
        var said = items(at, given);
        if (given == null || said.equals(List.of("first-use"))) {
            return new Trust.FirstUse();
        }
        if (said.equals(List.of("unchecked"))) {
            return new Trust.Unchecked();
        }
        return checked(
                at,
                said,
                keys -> new Trust.Pinned(keys.stream().map(PublisherKey::parse).toList()));
    }

    private Optional<ClientCredentials> credentials(String at, CopyDocument.Server server) {
        if (server.clientSecret() != null && server.clientSecretFile() != null) {
            throw wrong(at, "it has a client-secret and a client-secret-file. Keep one of them");
        }
        var secret = server.clientSecretFile() == null ? server.clientSecret() : secret(at, server.clientSecretFile());
        if ((server.clientId() == null) != (secret == null)) {
            throw wrong(
                    at,
                    "client-id and client-secret-file (or client-secret) belong together, and one of them is missing");
        }
        return Optional.ofNullable(server.clientId())
                .map(client -> checked(
                        at,
                        client,
                        id -> new ClientCredentials(
                                id, Optional.ofNullable(secret).orElseThrow())));
    }

    private String secret(String at, String file) {
        var from = near(at + ".client-secret-file", file);
        try {
            return Files.readString(from).strip();
        } catch (IOException e) {
            throw wrong(at + ".client-secret-file", "cannot read the secret from " + from + ": " + e);
        }
    }

    private Optional<URI> address(String at, @Nullable String text) {
        return Optional.ofNullable(text).map(address -> checked(at, address, CopyFile::uri));
    }

    private static URI uri(String text) {
        try {
            var uri = new URI(text);
            if (uri.getHost() != null && List.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw notAnAddress(text, e);
        }
        throw notAnAddress(text, null);
    }

    private static IllegalArgumentException notAnAddress(String text, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "'" + text + "' is not an address; it looks like https://files.example.org", cause);
    }

    private Set<Removal> removals(@Nullable List<@Nullable String> names) {
        var removals = EnumSet.noneOf(Removal.class);
        for (var name : items("remove", names)) {
            removals.add(Arrays.stream(Removal.values())
                    .filter(removal -> spelled(removal).equals(name))
                    .findFirst()
                    .orElseThrow(() -> wrong(
                            "remove",
                            "'" + name + "' is none of "
                                    + Arrays.stream(Removal.values())
                                            .map(CopyFile::spelled)
                                            .collect(Collectors.joining(", ")))));
        }
        return removals;
    }

    private static String spelled(Removal removal) {
        return removal.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private DownloadSettings downloads(CopyDocument document) {
        var settings = DownloadSettings.USUAL;
        if (document.connections() != null) {
            settings = checked("connections", document.connections(), settings::withConnections);
        }
        return document.limitRate() == null
                ? settings
                : settings.withLimitRate(checked("limit-rate", document.limitRate(), Rate::parse));
    }

    private static int atLeastOne(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("it is 1 or more, not " + number);
        }
        return number;
    }

    private static Duration period(String text) {
        var parts = PERIOD.matcher(text.strip());
        if (!parts.matches() || Long.parseLong(parts.group(1)) == 0) {
            throw new IllegalArgumentException("'" + text + "' is not a time such as 30s, 15m, 1h or 1d");
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static boolean holdsSecret(CopyDocument document) {
        return Optional.ofNullable(document.servers()).orElse(Map.of()).values().stream()
                .anyMatch(server -> server != null && server.clientSecret() != null);
    }

    private Path near(String at, String file) {
        if (file.isBlank()) {
            throw wrong(at, "it is blank");
        }
        if (file.startsWith("~")) {
            throw wrong(at, "'" + file + "' begins with ~, which only shells understand. Write the whole path");
        }
        return checked(at, file, each -> path.resolveSibling(each).normalize());
    }

    /** A list that may have been left out, none of whose items were. */
    private <T> List<T> items(String at, @Nullable List<@Nullable T> list) {
        var items = new ArrayList<T>();
        if (list != null) {
            for (var item : list) {
                if (item == null) {
                    throw wrong(at + "[" + items.size() + "]", "it is empty. Write something there, or leave it out");
                }
                items.add(item);
            }
        }
        return items;
    }

    private <T> T given(@Nullable T value, String name) {
        if (value == null) {
            throw wrong(name, "it is missing");
        }
        return value;
    }

    private <T, R> R checked(String at, T value, Function<T, R> parse) {
        try {
            return parse.apply(value);
        } catch (IllegalArgumentException e) {
            throw wrong(at, String.valueOf(e.getMessage()));
        }
    }

    private CommandFailure wrong(String at, String what) {
        return new CommandFailure(ExitCode.USAGE, path + (at.isEmpty() ? "" : ", " + at) + ": " + what + ".");
    }
}
