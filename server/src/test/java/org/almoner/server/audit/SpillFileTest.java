package org.almoner.server.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SpillFileTest {

    @TempDir
    Path folder;

    private final Entries entries = new Entries();

    @Test
    void givesBackEverythingInGroupsAndIsGoneThen() throws IOException {
        var spilled = some(25);
        var spill = new SpillFile(folder);
        spill.append(spilled.subList(0, 20));
        spill.append(spilled.subList(20, 25));

        assertThat(spill.size()).isPositive();
        assertThat(readAll(spill)).isEqualTo(spilled);
        assertThat(spill.size()).isZero();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theSameGroupComesUntilItIsConfirmed() throws IOException {
        var spilled = some(3);
        var spill = new SpillFile(folder);
        spill.append(spilled);

        assertThat(spill.next(2)).isEqualTo(spilled.subList(0, 2));
        assertThat(spill.next(2)).isEqualTo(spilled.subList(0, 2));
        spill.confirm();
        assertThat(spill.next(2)).isEqualTo(spilled.subList(2, 3));
    }

    @Test
    void whatSpillsWhileItIsReadComesAfterwards() throws IOException {
        var spilled = some(4);
        var spill = new SpillFile(folder);
        spill.append(spilled.subList(0, 2));
        spill.next(1);
        spill.append(spilled.subList(2, 4));

        assertThat(readAll(spill)).isEqualTo(spilled);
    }

    @Test
    void afterACrashItIsReadFromTheStart() throws IOException {
        var spilled = some(4);
        var crashed = new SpillFile(folder);
        crashed.append(spilled);
        crashed.next(2);
        crashed.confirm();

        assertThat(readAll(new SpillFile(folder))).isEqualTo(spilled);
    }

    @Test
    void aLineThatWasCutShortSpoilsNoOther() throws IOException {
        var spilled = some(4);
        new SpillFile(folder).append(spilled.subList(0, 2));
        Files.writeString(folder.resolve("audit-spill.ndjson"), "{\"id\":\"0193", StandardOpenOption.APPEND);

        var spill = new SpillFile(folder);
        spill.append(spilled.subList(2, 4));

        assertThat(readAll(spill)).isEqualTo(spilled);
    }

    @Test
    void nonsenseInTheMiddleIsPassedOver() throws IOException {
        var spilled = some(2);
        var spill = new SpillFile(folder);
        spill.append(spilled.subList(0, 1));
        Files.writeString(folder.resolve("audit-spill.ndjson"), "\0\0\0\n", StandardOpenOption.APPEND);
        spill.append(spilled.subList(1, 2));

        assertThat(readAll(spill)).isEqualTo(spilled);
    }

    private List<Entry> some(int count) {
        return Stream.generate(entries::next).limit(count).toList();
    }

    private static List<Entry> readAll(SpillFile spill) throws IOException {
        var all = new ArrayList<Entry>();
        for (var group = spill.next(10); !group.isEmpty(); group = spill.next(10)) {
            all.addAll(group);
            spill.confirm();
        }
        return all;
    }
}
