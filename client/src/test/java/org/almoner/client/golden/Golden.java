package org.almoner.client.golden;

import java.net.URI;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import org.almoner.client.AlmonerClient;
import org.almoner.client.http.ClientCredentials;

/** Clients for tests: in fake time, so that back-off costs none, and with small parts, so that small files have several. */
public final class Golden {

    public static final int PART = 10_000;

    private Golden() {}

    public static AlmonerClient client(GoldenServer server, FakeTime time) {
        return builder(server.address(), time).open();
    }

    public static AlmonerClient.Builder builder(URI address, FakeTime time) {
        return AlmonerClient.at(address)
                .credentials(new ClientCredentials(GoldenServer.ID, GoldenServer.SECRET))
                .clock(time)
                .sleeper(time)
                .random(random(1))
                .uploadPart(PART);
    }

    public static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    public static byte[] bytes(int size, long seed) {
        var bytes = new byte[size];
        random(seed).nextBytes(bytes);
        return bytes;
    }
}
