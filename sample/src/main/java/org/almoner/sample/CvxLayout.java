package org.almoner.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The CDC's text file: code, short and full name, notes, status, non-vaccine flag, last update; no header. */
final class CvxLayout implements Layout {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT);

    @Override
    public String fileName(SampleRelease release) {
        return "cvx.txt";
    }

    @Override
    public void write(SampleRelease release, OutputStream out) throws IOException {
        for (var code : SampleCode.allOf(release)) {
            out.write(line(code).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public String code(SampleCode code) {
        return String.format(Locale.ROOT, "%02d", code.ordinal() + 1);
    }

    private String line(SampleCode code) {
        return String.join(
                "|",
                String.format(Locale.ROOT, "%-10s", code(code)),
                "sample vaccine " + (code.ordinal() + 1),
                code.title() + " vaccine",
                "",
                code.retired() ? "Inactive" : "Active",
                "False",
                code.release().date().format(DATE) + "\r\n");
    }
}
