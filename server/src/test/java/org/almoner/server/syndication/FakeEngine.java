package org.almoner.server.syndication;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;

import org.almoner.server.storage.Sha256;
import org.springframework.context.annotation.Bean;

/** Makes small archives at once, unless a test has it do something before. */
final class FakeEngine implements ExtractEngine {

    static final DataSet LONG_REC = new DataSet("LONG_REC", "1.0.0");
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuuMMddHHmm").withZone(ZoneOffset.UTC);

    /** What a test has the engine do before it makes its archive. */
    interface Before {
        void build(Order order, ProgressListener progress, CancelToken cancelled) throws ExtractFailed, IOException;
    }

    /** For a server of a test. */
    static final class Beans {

        @Bean
        FakeEngine fakeEngine() {
            return new FakeEngine();
        }

        @Bean
        FakeCheck fakeCheck() {
            return new FakeCheck();
        }
    }

    private final AtomicReference<Before> before = new AtomicReference<>((_, _, _) -> {});
    private final List<Order> orders = new CopyOnWriteArrayList<>();

    void before(Before act) {
        before.set(act);
    }

    /** All that was ordered so far. */
    List<Order> orders() {
        return orders;
    }

    @Override
    public List<DataSet> dataSets() {
        return List.of(new DataSet("LONG_REC", "0.9.0"), LONG_REC);
    }

    @Override
    public Built build(Order order, ProgressListener progress, CancelToken cancelled)
            throws ExtractFailed, IOException {
        orders.add(order);
        before.get().build(order, progress, cancelled);
        var name = "syndication_longrecord_%s_%s_%s_%s_%s.tar.gz"
                .formatted(
                        order.type().name().charAt(0),
                        order.organization(),
                        order.population(),
                        order.dataSet().version(),
                        MINUTES.format(order.extractTime()));
        var archive = order.scratch().resolve(name);
        try (var out = new GZIPOutputStream(Files.newOutputStream(archive))) {
            out.write(tar(name.replace(".tar.gz", "/SummaryOfExtract.txt"), "file_name|entity\n"));
        }
        var index = Files.writeString(order.scratch().resolve("rows.index"), "index of " + name);
        progress.at(new ProgressListener.Progress(7, 700, 700L));
        return new Built(archive, name, Files.size(archive), sha256(Files.readAllBytes(archive)), index, 7, 700, 2);
    }

    /** A tape archive of one file (POSIX.1-1988, ustar). */
    static byte[] tar(String name, String content) {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        var tar = new byte[512 * 4];
        put(tar, 0, name);
        put(tar, 100, "0000644");
        put(tar, 108, "0000000");
        put(tar, 116, "0000000");
        put(tar, 124, "%011o".formatted(bytes.length));
        put(tar, 136, "00000000000");
        put(tar, 148, "        ");
        put(tar, 156, "0");
        put(tar, 257, "ustar");
        put(tar, 263, "00");
        var sum = 0;
        for (int at = 0; at < 512; at++) {
            sum += Byte.toUnsignedInt(tar[at]);
        }
        put(tar, 148, "%06o\0 ".formatted(sum));
        System.arraycopy(bytes, 0, tar, 512, bytes.length);
        return tar;
    }

    private static void put(byte[] tar, int at, String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, tar, at, bytes.length);
    }

    static Sha256 sha256(byte[] bytes) {
        try {
            return Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
