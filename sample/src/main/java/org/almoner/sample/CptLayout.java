package org.almoner.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The AMA's text files: long descriptions with tabs, medium and short ones in fixed columns, each after lines of copyright. */
final class CptLayout implements Layout {

    private static final int MOST_CODES = 99_999;
    private static final int MEDIUM = 48;
    private static final int SHORT = 28;

    @Override
    public String fileName(SampleRelease release) {
        return "CPT_" + release.date().getYear() + "_sample.zip";
    }

    @Override
    public void write(SampleRelease release, OutputStream out) throws IOException {
        try (var zip = new ZipWriter(out, release.date())) {
            zip.entry("LONGULT.TXT", StandardCharsets.US_ASCII, lines -> {
                notice(release, lines);
                for (var code : SampleCode.inForceIn(release)) {
                    lines.write(code(code) + "\t" + code.title() + "\r\n");
                }
            });
            zip.entry("MEDU.TXT", StandardCharsets.US_ASCII, lines -> fixed(release, lines, MEDIUM));
            zip.entry("SHORTU.TXT", StandardCharsets.US_ASCII, lines -> fixed(release, lines, SHORT));
        }
    }

    private static void notice(SampleRelease release, Writer lines) throws IOException {
        lines.write("Sample codes in the layout of CPT, " + release.date().getYear()
                + ".\r\nThey mean nothing, and nobody has rights in them.\r\n\r\n");
    }

    private void fixed(SampleRelease release, Writer lines, int width) throws IOException {
        notice(release, lines);
        for (var code : SampleCode.inForceIn(release)) {
            var title = code.title().replace("Sample ", "").toUpperCase(Locale.ROOT);
            lines.write(code(code) + " "
                    + title.substring(0, Math.min(width, title.length())).strip() + "\r\n");
        }
    }

    /** Four digits, and a fifth or a letter. */
    @Override
    public String code(SampleCode code) {
        if (code.ordinal() > MOST_CODES - 1) {
            throw new IllegalArgumentException("CPT has room for 99,999 codes; ask for 80,000 or fewer");
        }
        return String.format(Locale.ROOT, "%05d", code.ordinal() + 1);
    }
}
