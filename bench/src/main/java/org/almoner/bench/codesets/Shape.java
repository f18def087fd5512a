package org.almoner.bench.codesets;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipFile;

import org.almoner.sample.Rf2File;
import org.almoner.sample.Rf2View;
import org.almoner.sample.SampleCodeSet;
import org.almoner.sample.SampleRelease;

/** Releases that are compared: made up, in the layout of the real ones, unpacked. */
enum Shape {
    ICD_10_CM("icd-10-cm", "ICD-10-CM", 74_000),
    NDC("ndc", "NDC directory", 250_000),
    /** The five largest files of a Full release: five million rows. */
    RF2_FULL("snomed-ct", "SNOMED CT Full", 690_000);

    private static final List<Rf2File> FULL =
            List.of(Rf2File.CONCEPT, Rf2File.DESCRIPTION, Rf2File.RELATIONSHIP, Rf2File.OWL, Rf2File.LANGUAGE);
    private static final int TINY = 500;

    private final String profile;
    private final String title;
    private final int codes;

    Shape(String profile, String title, int codes) {
        this.profile = profile;
        this.title = title;
        this.codes = codes;
    }

    /** The name of its profile. */
    String profile() {
        return profile;
    }

    String title() {
        return title;
    }

    static Optional<Shape> of(String word) {
        return Arrays.stream(values())
                .filter(each ->
                        each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word))
                .findFirst();
    }

    /**
     * Writes a release into a folder.
     *
     * @param number of the release: 0 for the one before, 1 for the one after
     * @param tiny only to see that it works
     */
    void write(int number, boolean tiny, Path folder) throws IOException {
        var release =
                new SampleRelease(number, LocalDate.of(2025, 10, 1).plusMonths(6L * number), tiny ? TINY : codes, 1);
        switch (this) {
            case ICD_10_CM -> unpack(SampleCodeSet.ICD_10_CM, release, folder);
            case NDC -> unpack(SampleCodeSet.NDC, release, folder);
            case RF2_FULL -> {
                for (var file : FULL) {
                    var path = folder.resolve(
                            Path.of(file.path(release, Rf2View.FULL)).getFileName());
                    try (Writer out = Files.newBufferedWriter(path)) {
                        file.write(release, Rf2View.FULL, out);
                    }
                }
            }
        }
    }

    private static void unpack(SampleCodeSet codeSet, SampleRelease release, Path folder) throws IOException {
        var packed = folder.resolve("packed.zip");
        try (var out = Files.newOutputStream(packed)) {
            codeSet.write(release, out);
        }
        try (var zip = new ZipFile(packed.toFile())) {
            for (var entry : zip.stream().toList()) {
                try (var in = zip.getInputStream(entry)) {
                    Files.copy(
                            in,
                            folder.resolve(
                                    String.valueOf(Path.of(entry.getName()).getFileName())));
                }
            }
        }
        Files.delete(packed);
    }
}
