package org.almoner.dataset.verify;

import java.io.IOException;
import java.nio.file.Path;

import org.almoner.dataset.archive.FinishedExtract;
import org.almoner.dataset.archive.TestExtracts;
import org.almoner.dataset.disk.Disk;
import org.almoner.dataset.disk.Workspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LawCheckTest {

    private final TestExtracts.Rows before = TestExtracts.rows(6000, 1);
    private final TestExtracts.Rows after = TestExtracts.changed(before, 2);

    @TempDir
    Path folder;

    @Test
    void holdsForWhatWeWrite() throws IOException {
        FinishedExtract first = TestExtracts.complete(folder, TestExtracts.FIRST, before);
        FinishedExtract second = TestExtracts.incremental(folder, after, first);
        FinishedExtract whole = TestExtracts.complete(folder, TestExtracts.SECOND_COMPLETE, after);

        LawReport report = check(first, second, whole);

        assertThat(report.breaches()).isEmpty();
        assertThat(report.misfits()).isEmpty();
        assertThat(report.holds()).isTrue();
        assertThat(second.summary().files())
                .filteredOn(file -> file.entity().equals("Person"))
                .allSatisfy(file -> assertThat(file.rows()).isBetween(300L, 3000L));
    }

    @Test
    void isBrokenByAnIncrementalOfAnotherState() throws IOException {
        FinishedExtract first = TestExtracts.complete(folder, TestExtracts.FIRST, before);
        FinishedExtract second = TestExtracts.incremental(folder, after, first);
        FinishedExtract whole =
                TestExtracts.complete(folder, TestExtracts.SECOND_COMPLETE, TestExtracts.changed(before, 3));

        LawReport report = check(first, second, whole);

        assertThat(report.holds()).isFalse();
        assertThat(report.breaches()).extracting(LawReport.Breach::entity).containsExactly("Person", "Person_Name");
        assertThat(report.breaches().getFirst().reason()).matches("\\d+ rows before, \\d+ deletes and .*");
    }

    @Test
    void isBrokenByOneRow() throws IOException {
        TestExtracts.Rows oneLess = TestExtracts.rows(6000, 1);
        FinishedExtract first = TestExtracts.complete(folder, TestExtracts.FIRST, before);
        FinishedExtract second = TestExtracts.incremental(folder, before, first);
        oneLess.entities().replaceAll((entity, rows) -> entity.equals("Person") ? rows.subList(1, rows.size()) : rows);
        FinishedExtract whole = TestExtracts.complete(folder, TestExtracts.SECOND_COMPLETE, oneLess);

        LawReport report = check(first, second, whole);

        assertThat(report.breaches()).singleElement().satisfies(breach -> {
            assertThat(breach.entity()).isEqualTo("Person");
            assertThat(breach.hashes()).isEqualTo(1);
        });
    }

    @Test
    void isBrokenByAnIncrementalThatNamesAnotherBase() throws IOException {
        FinishedExtract other = TestExtracts.complete(folder.resolve("other"), TestExtracts.FIRST, before);
        FinishedExtract second = TestExtracts.incremental(folder, after, other);
        FinishedExtract first = TestExtracts.complete(folder, TestExtracts.EARLIER, before);
        FinishedExtract whole = TestExtracts.complete(folder, TestExtracts.SECOND_COMPLETE, after);

        LawReport report = check(first, second, whole);

        // The rows are those of the named base, so that nothing else is wrong.
        assertThat(report.breaches()).isEmpty();
        assertThat(report.holds()).isFalse();
        assertThat(report.misfits())
                .singleElement()
                .asString()
                .contains(
                        TestExtracts.SECOND.stem() + " changes " + TestExtracts.FIRST.stem(),
                        "not " + TestExtracts.EARLIER.stem());
    }

    @Test
    void isBrokenByArchivesOfOthersAndOtherTypes() throws IOException {
        FinishedExtract first = TestExtracts.complete(folder, TestExtracts.FIRST, before);
        FinishedExtract second = TestExtracts.incremental(folder, before, first);
        FinishedExtract others = TestExtracts.complete(folder, TestExtracts.OTHERS, before);

        assertThat(check(first, second, others).misfits())
                .singleElement()
                .asString()
                .contains("is of demo-client/demo, LONG_REC 1.0.0", "is of demo-client/other, LONG_REC 1.0.0");
        assertThat(check(first, first, first).misfits())
                .anySatisfy(misfit -> assertThat(misfit)
                        .contains("of the type COMPLETE; the second has to be of the type INCREMENTAL"));
        assertThat(check(second, second, second).misfits())
                .anySatisfy(misfit -> assertThat(misfit).contains("the first has to be of the type COMPLETE"))
                .anySatisfy(misfit -> assertThat(misfit).contains("the third has to be of the type COMPLETE"));
    }

    private LawReport check(FinishedExtract first, FinishedExtract second, FinishedExtract whole) throws IOException {
        try (Workspace workspace = Workspace.open(folder.resolve("law"), Disk.local())) {
            return new LawCheck(ArchiveVerifier.DEFAULT, workspace)
                    .check(first.archive(), second.archive(), whole.archive());
        }
    }
}
