package org.almoner.cli.copy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.almoner.cli.CommandFailure;
import org.almoner.cli.output.Rate;
import org.almoner.cli.settings.Exposure;
import org.almoner.cli.settings.YamlSettings;
import org.almoner.client.download.DownloadSettings;
import org.almoner.client.proof.PublisherKey;
import org.almoner.client.sync.Choice;
import org.almoner.client.sync.Glob;
import org.almoner.client.sync.Keep;
import org.almoner.client.sync.Removal;
import org.almoner.client.sync.Trust;
import org.jspecify.annotations.Nullable;

/** Reads the settings of a copy: a YAML document. What it says that is not understood is an error, never ignored. */
public final class CopyFile {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    private final YamlSettings yaml;

    private CopyFile(Path path) {
        this.yaml = new YamlSettings(path, "the copy");
    }

    /** @throws CommandFailure if it cannot be read, or says what cannot be */
    public static CopySettings read(Path path) {
        return new CopyFile(path).settings();
    }

    private CopySettings settings() {
        var document = yaml.read(CopyDocument.class);
        var servers = new ArrayList<CopySettings.Server>();
        for (var server : yaml.given(document.servers(), "servers").entrySet()) {
            servers.add(server(server.getKey(), server.getValue()));
        }
        if (servers.isEmpty()) {
            throw yaml.wrong("servers", "there is none. Name at least one, with what to take from it");
        }
        return new CopySettings(
                Optional.of(yaml.path()),
                yaml.near("folder", yaml.given(document.folder(), "folder")),
                servers,
                removals(document.remove()),
                downloads(document),
                document.reports() == null
                        ? CopySettings.USUAL_REPORTS
                        : yaml.checked("reports", document.reports(), CopyFile::atLeastOne),
                document.every() == null
                        ? CopySettings.USUAL_EVERY
                        : yaml.checked("every", document.every(), YamlSettings::period),
                Optional.ofNullable(document.after()).filter(command -> !command.isBlank()),
                holdsSecret(document) && Exposure.toOthers(yaml.path()));
    }

    private CopySettings.Server server(String name, CopyDocument.@Nullable Server server) {
        var at = "servers." + name;
        if (!NAME.matcher(name).matches()) {
            throw yaml.wrong(
                    at,
                    "the name is to be a folder's, so it has 1 to 63 lower-case letters, digits, '.', '_' and '-', and begins with a"
                            + " letter or digit");
        }
        var choices = new ArrayList<Choice>();
        if (server != null) {
            int number = 0;
            for (var products : yaml.items(at + ".products", server.products())) {
                choices.add(versions(at + ".products[" + number++ + "]", products));
            }
            number = 0;
            for (var extracts : yaml.items(at + ".extracts", server.extracts())) {
                choices.add(extracts(at + ".extracts[" + number++ + "]", extracts));
            }
        }
        if (server == null || choices.isEmpty()) {
            throw yaml.wrong(at, "it says neither products nor extracts, so nothing would be taken from it");
        }
        return new CopySettings.Server(
                name,
                yaml.address(at + ".url", server.url()),
                yaml.address(at + ".token-url", server.tokenUrl()),
                yaml.credentials(at, server.clientId(), server.clientSecret(), server.clientSecretFile()),
                trust(at + ".trust", server.trust()),
                choices);
    }

    private Choice versions(String at, CopyDocument.Products products) {
        return new Choice.OfVersions(
                glob(at + ".product", products.product()),
                glob(at + ".sub-product", products.subProduct()),
                keep(at + ".versions", products.versions()),
                yaml.items(at + ".files", products.files()).stream()
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
        return text == null ? Glob.ANY : yaml.checked(at, text, Glob::new);
    }

    private Keep keep(String at, @Nullable String text) {
        if (text == null) {
            return new Keep.Latest(1);
        }
        return text.equals("all")
                ? new Keep.All()
                : yaml.checked(at, text, number -> {
                    if (!number.matches("[0-9]{1,6}")) {
                        throw new IllegalArgumentException("'" + number + "' is neither a number nor 'all'");
                    }
                    return new Keep.Latest(Integer.parseInt(number));
                });
    }

    private Trust trust(String at, @Nullable List<@Nullable String> given) {
        var said = yaml.items(at, given);
        if (given == null || said.equals(List.of("first-use"))) {
            return new Trust.FirstUse();
        }
        if (said.equals(List.of("unchecked"))) {
            return new Trust.Unchecked();
        }
        return yaml.checked(
                at,
                said,
                keys -> new Trust.Pinned(keys.stream().map(PublisherKey::parse).toList()));
    }

    private Set<Removal> removals(@Nullable List<@Nullable String> names) {
        var removals = EnumSet.noneOf(Removal.class);
        for (var name : yaml.items("remove", names)) {
            removals.add(Arrays.stream(Removal.values())
                    .filter(removal -> spelled(removal).equals(name))
                    .findFirst()
                    .orElseThrow(() -> yaml.wrong(
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
            settings = yaml.checked("connections", document.connections(), settings::withConnections);
        }
        return document.limitRate() == null
                ? settings
                : settings.withLimitRate(yaml.checked("limit-rate", document.limitRate(), Rate::parse));
    }

    private static int atLeastOne(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("it is 1 or more, not " + number);
        }
        return number;
    }

    private static boolean holdsSecret(CopyDocument document) {
        return Optional.ofNullable(document.servers()).orElse(Map.of()).values().stream()
                .anyMatch(server -> server != null && server.clientSecret() != null);
    }
}
