package org.almoner.client.sync;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.almoner.client.download.CheckedLine;
import org.almoner.client.failure.AlmonerException;
import org.almoner.client.http.Json;

/**
 * Entries as lines, each with its checksum in front: a line that a crash tore is known as such, and so is one that was altered.
 *
 * @param entries those of all lines that are whole
 * @param end behind the last whole line, in bytes
 * @param damaged the numbers of the lines in front of that which are not whole, counted from 1
 */
record CheckedLines(List<Entry> entries, int end, List<Integer> damaged) {

    static byte[] line(Entry entry) {
        return CheckedLine.of(new String(Json.write(entry), StandardCharsets.UTF_8));
    }

    static CheckedLines read(byte[] bytes) {
        var entries = new ArrayList<Entry>();
        var bad = new ArrayList<Integer>();
        int number = 0;
        int end = 0;
        int goodNumber = 0;
        for (int from = 0, to; (to = newline(bytes, from)) >= 0; from = to + 1) {
            number++;
            var entry = entry(new String(bytes, from, to - from, StandardCharsets.UTF_8));
            if (entry.isPresent()) {
                entries.add(entry.get());
                end = to + 1;
                goodNumber = number;
            } else {
                bad.add(number);
            }
        }
        int last = goodNumber;
        return new CheckedLines(
                entries, end, bad.stream().filter(line -> line < last).toList());
    }

    private static int newline(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static Optional<Entry> entry(String line) {
        return CheckedLine.text(line).map(CheckedLines::parsed);
    }

    private static Entry parsed(String json) {
        try {
            return Json.read(json.getBytes(StandardCharsets.UTF_8), Entry.class, "an inventory");
        } catch (AlmonerException.BadAnswer e) {
            // Whole, but of a kind that this program does not know: written by a newer one.
            throw new AlmonerException.Local(
                    "The copy was last kept by a newer Almoner, whose notes this one cannot read: " + e.getMessage(),
                    e);
        }
    }
}
