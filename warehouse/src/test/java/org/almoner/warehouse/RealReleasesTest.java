package org.almoner.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.almoner.codeset.RealFiles;
import org.almoner.codeset.Recognizer;
import org.almoner.codeset.Release;
import org.almoner.codeset.UnknownReleaseException;
import org.almoner.codeset.profile.Profiles;
import org.almoner.codeset.read.ReadLimits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Releases as their publishers made them are in the tables row for row, where they lie beside the checkout. */
class RealReleasesTest {

    private static final LoadListener NOBODY = new LoadListener() {
        @Override
        public void verifying(String fileName, long position, long size) {}

        @Override
        public void loading(String fileName, long position, long size) {}
    };

    @TempDir
    private Path folder;

    /** All that is recognized. */
    @TestFactory
    Stream<DynamicTest> areInDuckDbRowForRow() throws IOException {
        var releases = new ArrayList<Release>();
        var recognizer = new Recognizer(Profiles.builtIn(), ReadLimits.USUAL);
        try (var files = Files.walk(RealFiles.at("."))) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                try {
                    releases.add(recognizer.recognize(file));
                } catch (UnknownReleaseException _) {
                    // What explains releases, or corrects them, lies among them.
                }
            }
        }
        assertThat(releases).hasSizeGreaterThanOrEqualTo(44);
        return releases.stream()
                .map(release -> DynamicTest.dynamicTest(
                        release.path().toString(), () -> assertLoaded(TestWarehouse.DUCKDB, release)));
    }

    @Test
    void areInPostgresRowForRow() throws Exception {
        var recognizer = new Recognizer(Profiles.builtIn(), ReadLimits.USUAL);
        for (var place : List.of(
                "icd-9-cm/v32/ICD-9-CM-v32-master-descriptions.zip",
                "cvx/2014-rebuilt/cvx.txt",
                "hcpcs/2020-07/anweb.xlsx")) {
            assertLoaded(TestWarehouse.POSTGRESQL, recognizer.recognize(RealFiles.at(place)));
        }
    }

    private void assertLoaded(TestWarehouse kind, Release file) throws Exception {
        var address = kind.fresh(folder);
        var release = VersionedRelease.of(
                        List.of(file), file.version().isPresent() ? Optional.empty() : Optional.of("1"))
                .getFirst();
        try (var warehouse = Warehouse.open(address, release.schema())) {
            new ReleaseLoader(ReadLimits.USUAL, TestExtracts.NOW, NOBODY).load(release, warehouse);
        }

        var files = Published.files(file.path());
        var tables = new ArrayList<String>();
        for (var published : Objects.requireNonNull(
                Published.TRUTHS.get(file.profile().name()), () -> "the truth of " + file.profile())) {
            var truth = published.rows(files);
            if (truth.isPresent()) {
                tables.add(published.table());
                var loaded = kind.rows(
                        address,
                        "SELECT " + published.columns() + " FROM " + release.schema() + "." + published.table());
                assertThat(loaded).as(published.table()).hasSize(truth.get().size());
                assertThat(differences(truth.get(), loaded))
                        .as(published.table())
                        .isEmpty();
            }
        }
        assertThat(kind.rows(address, "SELECT table_name FROM " + release.schema() + ".almoner_releases"))
                .extracting(List::getFirst)
                .containsExactlyInAnyOrderElementsOf(tables);
    }

    /** How often each row is too often in the truth, or with a minus, in the table. */
    private static Map<List<@Nullable String>, Integer> differences(
            List<List<@Nullable String>> truth, List<List<@Nullable String>> loaded) {
        var counts = new HashMap<List<@Nullable String>, Integer>();
        truth.forEach(row -> counts.merge(row, 1, Integer::sum));
        loaded.forEach(row -> counts.merge(row, -1, Integer::sum));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }
}
