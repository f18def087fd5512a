package org.almoner.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** CMS's order file: order number, code, header flag, short title of 60, long title. */
final class Icd10CmLayout implements Layout {

    private static final int CODES_PER_HEADER = 10;
    private static final int SHORT_TITLE = 60;
    private static final int MOST_LINES = 99_999;
    private static final int LETTERS = 26;

    @Override
    public String fileName(SampleRelease release) {
        return fiscalYear(release) + "-code-descriptions-tabular-order.zip";
    }

    @Override
    public void write(SampleRelease release, OutputStream out) throws IOException {
        try (var zip = new ZipWriter(out, release.date())) {
            zip.entry(
                    "icd10cm_order_" + fiscalYear(release) + ".txt",
                    StandardCharsets.US_ASCII,
                    lines -> writeOrderFile(release, lines));
        }
    }

    // Fiscal year N is valid from 1 October N-1.
    private static int fiscalYear(SampleRelease release) {
        return release.date().getYear() + (release.date().getMonthValue() >= 10 ? 1 : 0);
    }

    @Override
    public String code(SampleCode code) {
        return category(code.ordinal() / CODES_PER_HEADER) + code.ordinal() % CODES_PER_HEADER;
    }

    private void writeOrderFile(SampleRelease release, Writer lines) throws IOException {
        int order = 0;
        int header = -1;
        for (var code : SampleCode.inForceIn(release)) {
            if (code.ordinal() / CODES_PER_HEADER != header) {
                header = code.ordinal() / CODES_PER_HEADER;
                writeLine(lines, ++order, category(header), '0', "Sample conditions, group " + header);
            }
            writeLine(lines, ++order, code(code), '1', code.title());
        }
    }

    private static void writeLine(Writer lines, int order, String code, char flag, String title) throws IOException {
        if (order > MOST_LINES) {
            throw new IllegalArgumentException(
                    "An ICD-10-CM order file holds at most " + MOST_LINES + " lines; ask for 90,000 codes or fewer");
        }
        var shortTitle = title.length() <= SHORT_TITLE ? title : title.substring(0, SHORT_TITLE);
        lines.write(String.format(Locale.ROOT, "%05d %-7s %c %-60s %s\r\n", order, code, flag, shortTitle, title));
    }

    // A letter, a digit and a digit; after 2,600 of them a letter in the third place. There are more than a file has
    // lines for.
    private static String category(int number) {
        var letter = (char) ('A' + number % LETTERS);
        int rest = number / LETTERS;
        return rest < 100
                ? String.format(Locale.ROOT, "%c%02d", letter, rest)
                : String.format(
                        Locale.ROOT, "%c%d%c", letter, (rest - 100) / LETTERS, (char) ('A' + (rest - 100) % LETTERS));
    }
}
