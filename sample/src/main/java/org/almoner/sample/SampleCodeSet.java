package org.almoner.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Code sets of which made-up releases can be written in the layout of the real ones. Codes have the right form and check
 * digits; they and their titles mean nothing.
 */
public enum SampleCodeSet {
    /** ICD-10-CM order file, in a ZIP as CMS publishes it: fixed columns, CRLF. */
    ICD_10_CM,
    /** LOINC: a ZIP with {@code LoincTable/Loinc.csv} and {@code LoincTable/MapTo.csv}, all text quoted, CRLF. */
    LOINC,
    /** The FDA's National Drug Code directory: a ZIP with {@code product.txt} and {@code package.txt}, Windows-1252, tabs. */
    NDC,
    /** The CDC's vaccine codes: one text file, {@code |} between columns, no header. */
    CVX;

    /** The name on the command line, such as {@code icd-10-cm}. */
    public String commandName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The code set of a name on the command line; empty for an unknown one. */
    public static Optional<SampleCodeSet> of(String commandName) {
        return Arrays.stream(values())
                .filter(codeSet -> codeSet.commandName().equals(commandName))
                .findFirst();
    }

    /** What the publisher would call the file of this release. */
    public String fileName(SampleRelease release) {
        return layout().fileName(release);
    }

    /** Writes the file of this release; leaves the stream open. */
    public void write(SampleRelease release, OutputStream out) throws IOException {
        layout().write(release, out);
    }

    private Layout layout() {
        return switch (this) {
            case ICD_10_CM -> new Icd10CmLayout();
            case LOINC -> new LoincLayout();
            case NDC -> new NdcLayout();
            case CVX -> new CvxLayout();
        };
    }
}
