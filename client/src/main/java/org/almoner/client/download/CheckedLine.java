package org.almoner.client.download;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/** A line with its checksum in front: one that a crash tore is known as such, and so is one that was altered. */
public final class CheckedLine {

    private static final int CHECKSUM = 8;

    private CheckedLine() {}

    /**
     * The line, with its end.
     *
     * @param text without line ends
     */
    public static byte[] of(String text) {
        return (checksum(text) + " " + text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What a line says.
     *
     * @param line without its end
     * @return empty if it is not whole
     */
    public static Optional<String> text(String line) {
        if (line.length() <= CHECKSUM || line.charAt(CHECKSUM) != ' ') {
            return Optional.empty();
        }
        var text = line.substring(CHECKSUM + 1);
        return checksum(text).equals(line.substring(0, CHECKSUM)) ? Optional.of(text) : Optional.empty();
    }

    private static String checksum(String text) {
        var crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }
}
