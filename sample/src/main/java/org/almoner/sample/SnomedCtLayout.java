package org.almoner.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;

/** A package of SNOMED CT: Full, Snapshot and Delta of components and reference sets. */
final class SnomedCtLayout implements Layout {

    @Override
    public String fileName(SampleRelease release) {
        return name(release) + ".zip";
    }

    private static String name(SampleRelease release) {
        return "SnomedCT_SampleRF2_PRODUCTION_" + release.date().format(DateTimeFormatter.BASIC_ISO_DATE) + "T120000Z";
    }

    @Override
    public void write(SampleRelease release, OutputStream out) throws IOException {
        try (var zip = new ZipWriter(out, release.date())) {
            for (var view : Rf2View.values()) {
                for (var file : Rf2File.values()) {
                    zip.entry(
                            name(release) + "/" + file.path(release, view),
                            StandardCharsets.UTF_8,
                            lines -> file.write(release, view, lines));
                }
            }
        }
    }

    @Override
    public String code(SampleCode code) {
        return Rf2Components.concept(code.ordinal());
    }
}
