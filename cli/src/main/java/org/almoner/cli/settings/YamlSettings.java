package org.almoner.cli.settings;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.ExitCode;
import org.almoner.client.http.ClientCredentials;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A YAML document with settings. What it says that is not understood is an error that names the place, never ignored. */
public final class YamlSettings {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            // Of two sections of one name, one would be ignored.
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Pattern PERIOD = Pattern.compile("([0-9]{1,6}) ?(s|m|h|d)");

    private final Path path;
    private final String what;

    /** @param what they are the settings of, as in "Cannot read the settings of the copy" */
    public YamlSettings(Path path, String what) {
        this.path = path.toAbsolutePath().normalize();
        this.what = what;
    }

    public Path path() {
        return path;
    }

    /** @throws CommandFailure if it cannot be read, or says what the type has no place for */
    public <T> T read(Class<T> type) {
        try {
            var document = YAML.readValue(Files.readAllBytes(path), type);
            if (document == null) {
                throw wrong("", "it is empty");
            }
            return document;
        } catch (NoSuchFileException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "Cannot read the settings of " + what + ": there is no " + path + ".");
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "Cannot read the settings of " + what + ", " + path + ": " + e.getMessage());
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
            case MismatchedInputException _ -> "it is to be a document of lines such as 'folder: copy'";
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

    /**
     * Who calls: an id and its secret, which may be in a file of its own.
     *
     * @return nothing if there is neither
     */
    public Optional<ClientCredentials> credentials(
            String at, @Nullable String clientId, @Nullable String clientSecret, @Nullable String clientSecretFile) {
        if (clientSecret != null && clientSecretFile != null) {
            throw wrong(at, "it has a client-secret and a client-secret-file. Keep one of them");
        }
        var secret = clientSecretFile == null ? clientSecret : secret(at, clientSecretFile);
        if ((clientId == null) != (secret == null)) {
            throw wrong(
                    at,
                    "client-id and client-secret-file (or client-secret) belong together, and one of them is missing");
        }
        return Optional.ofNullable(clientId)
                .map(client -> checked(
                        at,
                        client,
                        id -> new ClientCredentials(
                                id, Optional.ofNullable(secret).orElseThrow())));
    }

    private String secret(String at, String file) {
        var place = place(at, "client-secret-file");
        var from = near(place, file);
        try {
            return Files.readString(from).strip();
        } catch (IOException e) {
            throw wrong(place, "cannot read the secret from " + from + ": " + e);
        }
    }

    private static String place(String at, String name) {
        return at.isEmpty() ? name : at + "." + name;
    }

    /** The address of a server; nothing if there is none. */
    public Optional<URI> address(String at, @Nullable String text) {
        return Optional.ofNullable(text).map(address -> checked(at, address, YamlSettings::uri));
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

    /** A time such as {@code 15m}; more than nothing. */
    public static Duration period(String text) {
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

    /** A file or folder, counted from where the document lies. */
    public Path near(String at, String file) {
        if (file.isBlank()) {
            throw wrong(at, "it is blank");
        }
        if (file.startsWith("~")) {
            throw wrong(at, "'" + file + "' begins with ~, which only shells understand. Write the whole path");
        }
        return checked(at, file, each -> path.resolveSibling(each).normalize());
    }

    /** A list that may have been left out, none of whose items were. */
    public <T> List<T> items(String at, @Nullable List<@Nullable T> list) {
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

    /** Something that must be said. */
    public <T> T given(@Nullable T value, String name) {
        if (value == null) {
            throw wrong(name, "it is missing");
        }
        return value;
    }

    /** What a value means to somebody who throws {@link IllegalArgumentException} if it means nothing. */
    public <T, R> R checked(String at, T value, Function<T, R> parse) {
        try {
            return parse.apply(value);
        } catch (IllegalArgumentException e) {
            throw wrong(at, String.valueOf(e.getMessage()));
        }
    }

    /** @param at the place; empty for all of it */
    public CommandFailure wrong(String at, String what) {
        return new CommandFailure(ExitCode.USAGE, path + (at.isEmpty() ? "" : ", " + at) + ": " + what + ".");
    }
}
