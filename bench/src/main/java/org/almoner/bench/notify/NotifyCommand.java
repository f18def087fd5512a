package org.almoner.bench.notify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import org.almoner.bench.download.AlmonerServer;
import org.almoner.bench.measure.BenchFailure;
import org.almoner.bench.measure.Machine;
import org.almoner.bench.measure.Programs;
import org.almoner.bench.measure.Programs.Program;
import org.almoner.bench.measure.RunOptions;
import org.almoner.bench.measure.Workplace;
import org.almoner.bench.measure.Wrk;
import org.almoner.bench.notify.NotifyReport.Pair;
import org.almoner.bench.notify.NotifyReport.Told;
import org.almoner.client.AlmonerClient;
import org.almoner.client.admin.ClientRequest;
import org.almoner.client.admin.ProductChange;
import org.almoner.client.admin.SubProductChange;
import org.almoner.client.admin.VersionChange;
import org.almoner.client.catalog.VersionAddress;
import org.almoner.client.http.ClientCredentials;
import org.almoner.client.publish.PublishListener;
import org.almoner.client.publish.Release;
import org.almoner.client.subscription.SubscriptionRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The {@code almoner bench notify} command. */
@Command(
        name = "notify",
        description = {
            "Measures how fast one publication reaches many subscribers, some of whose endpoints hang, and how fast listings and"
                    + " downloads are meanwhile.",
            "Everything runs on the loopback address and in temporary folders, and is gone when it ends; nothing else should be busy"
                    + " meanwhile. wrk is installed with apt-get if it is missing and the user is root."
        },
        sortOptions = false)
public final class NotifyCommand implements Callable<Integer> {

    private static final int QUICK_SUBSCRIPTIONS = 200;
    private static final int HANGING_OF = 100;
    private static final int SUBSCRIBING = 8;
    private static final int LISTED = 10;
    private static final int FILE_SIZE = 64 * 1_024;
    private static final int CONNECTIONS = 64;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--subscriptions",
            paramLabel = "N",
            description = "how many subscriptions there are (default ${DEFAULT-VALUE})")
    private int subscriptions = 10_000;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "how long each load is applied (default ${DEFAULT-VALUE})")
    private int seconds = 5;

    private int versions;

    /** Made by the command line, which then fills in the options. */
    public NotifyCommand() {}

    /** What is asked for while notifications are delivered, or not. */
    private record Load(Wrk.Requests requests, double unit) {}

    /** Where everything is. */
    private record Scene(
            AlmonerServer.Running server,
            AlmonerClient admin,
            AlmonerClient reader,
            ReceiverProcess receiver,
            Path file,
            String product,
            String subProduct) {}

    @Override
    public Integer call() throws IOException {
        if (options.quick()) {
            subscriptions = QUICK_SUBSCRIPTIONS;
            seconds = 1;
        }
        if (subscriptions < HANGING_OF || seconds < 1) {
            throw options.usage("--subscriptions takes a number from " + HANGING_OF + " on, --seconds one from 1 on");
        }
        var machine = Machine.here();
        var wrk = Programs.findOrInstall(List.of(new Program("wrk", "wrk"))).getFirst();
        try (var workplace = Workplace.open()) {
            var report = run(machine, workplace, new Wrk(wrk, workplace, machine.cores()));
            options.print(options.json() ? report.json() : report.markdown());
        }
        return 0;
    }

    private NotifyReport run(Machine machine, Workplace workplace, Wrk wrk) throws IOException {
        var home = Optional.ofNullable(System.getenv("ALMONER_HOME"))
                .orElseThrow(() -> new BenchFailure("ALMONER_HOME is not set. Start this with ./almoner bench notify"));
        var almoner = new AlmonerServer(
                Path.of(home),
                Path.of(System.getProperty("java.home")),
                workplace,
                List.of(
                        "--almoner.notifications.allowed-networks=127.0.0.1",
                        "--almoner.subscriptions.per-client=" + subscriptions));
        var receiver = new ReceiverProcess(workplace);
        var server = almoner.start("almoner", List.of());
        receiver.confirmAt(server.base());
        try (var admin = client(server, almoner.adminCredentials());
                var reader = client(server, reader(admin))) {
            var file = Files.write(workplace.folder().resolve("file.bin"), noise());
            var product = admin.admin()
                    .products()
                    .add(ProductChange.named("Benchmark"))
                    .productSlug();
            var subProduct = admin.admin()
                    .products()
                    .addSubProduct(product, new SubProductChange("Files", null, true))
                    .subProductSlug();
            var scene = new Scene(server, admin, reader, receiver, file, product, subProduct);
            for (int number = 0; number < LISTED; number++) {
                publish(scene);
            }
            // Publishes as well, which nobody must hear of in the first round.
            var loads = loads(scene);
            subscribe(scene);
            return measure(machine, scene, loads, wrk);
        }
    }

    private NotifyReport measure(Machine machine, Scene scene, Map<String, Load> loads, Wrk wrk) {
        var publications = new ArrayList<Told>();
        Map<String, List<Pair>> beside = new LinkedHashMap<>();
        // Compiles what is measured; the first publication of a server is several times slower than the second.
        tell(scene);
        loads.values().forEach(load -> wrk.run(load.requests(), CONNECTIONS, Duration.ofSeconds(seconds)));
        for (int round = 1; round <= options.rounds(); round++) {
            publications.add(tell(scene));
            options.say("Round " + round + ": " + publications.getLast());
            loads.forEach((name, load) -> {
                var pair = pair(scene, wrk, load);
                beside.computeIfAbsent(name, _ -> new ArrayList<>()).add(pair);
                options.say(name + ": " + pair);
            });
        }
        Signatures.verify(scene.receiver().bodies(), scene.server().base());
        return new NotifyReport(machine, subscriptions, hanging(), publications, beside);
    }

    private int hanging() {
        return subscriptions / HANGING_OF;
    }

    private Told tell(Scene scene) {
        scene.receiver().beginRound();
        var cpu = scene.server().tree().cpu();
        var begun = System.nanoTime();
        publish(scene);
        awaitAll(scene);
        var took = (System.nanoTime() - begun) / 1e9;
        var received = scene.receiver().received();
        return new Told(
                received.perSecond(),
                took,
                received.again(),
                scene.server().tree().cpu().minus(cpu).toMillis() / 1e3);
    }

    /** The same load without and with deliveries, one right after the other. */
    private Pair pair(Scene scene, Wrk wrk, Load load) {
        var alone = wrk.run(load.requests(), CONNECTIONS, Duration.ofSeconds(seconds));
        scene.receiver().beginRound();
        publish(scene);
        var beside = wrk.run(load.requests(), CONNECTIONS, Duration.ofSeconds(seconds));
        var meanwhile = scene.receiver().received();
        awaitAll(scene);
        return new Pair(perSecond(alone, load), perSecond(beside, load), meanwhile.count() / (double) seconds);
    }

    private static double perSecond(Wrk.Result result, Load load) {
        return result.requests() * load.unit() * 1e9 / result.took().toNanos();
    }

    private void awaitAll(Scene scene) {
        await(() -> scene.receiver().received().count() >= subscriptions - hanging(), "Not everything was delivered");
    }

    private static void await(BooleanSupplier done, String otherwise) {
        var begun = System.nanoTime();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new BenchFailure(otherwise);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private Map<String, Load> loads(Scene scene) {
        var headers = Map.of("Authorization", "Bearer " + scene.reader().token().value());
        var listing =
                "/download/v2/products/%s/sub-products/%s/versions".formatted(scene.product(), scene.subProduct());
        var version = publish(scene);
        var link = scene.reader().catalog().files(version).getFirst().downloadUrl();
        var loads = new LinkedHashMap<String, Load>();
        loads.put(
                "listings, requests/s",
                new Load(new Wrk.Requests(scene.server().base(), List.of(listing), headers), 1));
        loads.put(
                "files of 64 KiB, MB/s",
                new Load(
                        new Wrk.Requests(
                                scene.server().base(), List.of(link.getRawPath() + "?" + link.getRawQuery()), Map.of()),
                        FILE_SIZE / 1e6));
        return loads;
    }

    private VersionAddress publish(Scene scene) {
        var version = new VersionChange("Release " + ++versions, null, null, null, null, null);
        var release = new Release(
                scene.product(), scene.subProduct(), version, List.of(scene.file()), false, true, Release.Check.USUAL);
        return scene.admin().publisher().publish(release, PublishListener.NONE).address();
    }

    private void subscribe(Scene scene) {
        options.say("Subscribing");
        try (var threads = Executors.newFixedThreadPool(SUBSCRIBING)) {
            var running = IntStream.range(0, subscriptions)
                    .mapToObj(number -> threads.submit(() -> scene.reader()
                            .subscriptions()
                            .subscribe(SubscriptionRequest.toProduct(
                                    scene.receiver().endpoint(number % HANGING_OF == 0, number), scene.product()))))
                    .toList();
            for (var one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new BenchFailure("A subscription failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("Interrupted", e);
        }
        await(() -> scene.receiver().confirmed() == subscriptions, "Not every subscription was confirmed");
    }

    private static byte[] noise() {
        var noise = new byte[FILE_SIZE];
        new Random(20261122).nextBytes(noise);
        return noise;
    }

    private static ClientCredentials reader(AlmonerClient admin) {
        admin.admin().organizations().add("bench", "Benchmark");
        var request = new ClientRequest("bench", List.of("download", "notifications"), null, null, true);
        var made = admin.admin().clients().add("bench", request);
        return new ClientCredentials(made.clientId(), Objects.requireNonNull(made.clientSecret()));
    }

    private static AlmonerClient client(AlmonerServer.Running server, ClientCredentials credentials) {
        return AlmonerClient.at(server.base()).credentials(credentials).open();
    }
}
