package org.almoner.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.almoner.client.AlmonerClient;
import org.almoner.client.admin.ClientRequest;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.http.ClientCredentials;
import org.almoner.client.syndication.ExtractQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Started by {@code almoner up} beside the server: waits for it, fills it, prints how to use it, and ends. */
@Command(
        name = "demo",
        hidden = true,
        description = "Fills a server just started with a sample catalogue; `almoner up` runs it.")
public final class DemoCommand implements Callable<Integer> {

    private static final String TENANT = "cernerdemo";
    private static final String TENANT_NAME = "Demo Health System";
    private static final List<String> SCOPES = List.of("download", "syndication", "notifications");

    @Option(names = "--address", required = true, description = "Where the server listens.")
    private URI address = URI.create("http://localhost:8080");

    @Option(names = "--data", required = true, description = "The server's data folder.")
    private Path data = Path.of("data");

    @Option(
            names = "--server",
            required = true,
            description = "The server's process id; nothing is done once it is gone.")
    private long server;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call.
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!new Readiness(address, server).await()) {
            return 1;
        }
        var admin = EnvFile.read(data.resolve("admin.env"));
        var credentials = new ClientCredentials(
                required(admin, "ALMONER_ADMIN_CLIENT_ID"), required(admin, "ALMONER_ADMIN_CLIENT_SECRET"));
        var envFile = data.resolve("demo.env");
        try (var client = AlmonerClient.at(address).credentials(credentials).open()) {
            var demo = consumer(client, envFile);
            EnvFile.write(envFile, variables(demo, credentials));
            new CatalogueFiller(client).fill(SampleCatalogue.products(LocalDate.now(ZoneOffset.UTC)), TENANT);
            new PopulationFiller(client, data).fill(TENANT);
            spec.commandLine().getOut().println(guide(demo, envFile));
        }
        return 0;
    }

    /** The credentials of the demo's client: those of an earlier run, or new ones. */
    private ClientCredentials consumer(AlmonerClient client, Path envFile) throws IOException {
        if (Files.exists(envFile)) {
            var earlier = EnvFile.read(envFile);
            return new ClientCredentials(
                    required(earlier, "ALMONER_CLIENT_ID"), required(earlier, "ALMONER_CLIENT_SECRET"));
        }
        var organizations = client.admin().organizations();
        if (organizations
                .all()
                .noneMatch(organization -> organization.mnemonic().equals(TENANT))) {
            organizations.add(TENANT, TENANT_NAME);
        }
        var added = client.admin().clients().add(TENANT, new ClientRequest("almoner up", SCOPES, null, null, true));
        return new ClientCredentials(
                added.clientId(), Objects.requireNonNull(added.clientSecret(), "The server made no client secret"));
    }

    private Map<String, String> variables(ClientCredentials demo, ClientCredentials admin) {
        var variables = new LinkedHashMap<String, String>();
        variables.put("ALMONER_URL", address.toString());
        variables.put("ALMONER_CLIENT_ID", demo.id());
        variables.put("ALMONER_CLIENT_SECRET", demo.secret());
        variables.put("ALMONER_ADMIN_CLIENT_ID", admin.id());
        variables.put("ALMONER_ADMIN_CLIENT_SECRET", admin.secret());
        variables.put("ALMONER_TENANT", TENANT);
        return variables;
    }

    private String guide(ClientCredentials demo, Path envFile) {
        try (var client = AlmonerClient.at(address).credentials(demo).open()) {
            var version = newestVersion(client);
            var extract =
                    client.syndication().extracts(ExtractQuery.ALL).findFirst().orElseThrow();
            return Guide.text(address, envFile, version, TENANT, extract.id());
        }
    }

    private static VersionAddress newestVersion(AlmonerClient client) {
        var catalog = client.catalog();
        var product = catalog.products().findFirst().orElseThrow();
        var subProduct = catalog.subProducts(product.productSlug()).findFirst().orElseThrow();
        var version = catalog.versions(product.productSlug(), subProduct.subProductSlug())
                .findFirst()
                .orElseThrow();
        return new VersionAddress(product.productSlug(), subProduct.subProductSlug(), version.versionSlug());
    }

    private static String required(Map<String, String> variables, String name) {
        var found = variables.get(name);
        if (found == null) {
            throw new IllegalStateException(name + " is missing in the data folder's credentials");
        }
        return found;
    }
}
