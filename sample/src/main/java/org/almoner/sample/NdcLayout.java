package org.almoner.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.Charset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The FDA's finished-drugs directory: tab separated, header row, CRLF, no quoting. A retired product leaves it. */
final class NdcLayout implements Layout {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int LABELER = 21;
    private static final int PACKAGES = 22;

    private static final String PRODUCT_HEADER = String.join(
            "\t",
            ("PRODUCTID PRODUCTNDC PRODUCTTYPENAME PROPRIETARYNAME PROPRIETARYNAMESUFFIX NONPROPRIETARYNAME DOSAGEFORMNAME"
                            + " ROUTENAME STARTMARKETINGDATE ENDMARKETINGDATE MARKETINGCATEGORYNAME APPLICATIONNUMBER LABELERNAME"
                            + " SUBSTANCENAME ACTIVE_NUMERATOR_STRENGTH ACTIVE_INGRED_UNIT PHARM_CLASSES DEASCHEDULE"
                            + " NDC_EXCLUDE_FLAG LISTING_RECORD_CERTIFIED_THROUGH")
                    .split(" "));
    private static final String PACKAGE_HEADER = String.join(
            "\t",
            ("PRODUCTID PRODUCTNDC NDCPACKAGECODE PACKAGEDESCRIPTION STARTMARKETINGDATE ENDMARKETINGDATE NDC_EXCLUDE_FLAG"
                            + " SAMPLE_PACKAGE")
                    .split(" "));

    @Override
    public String fileName(SampleRelease release) {
        return "ndctext.zip";
    }

    @Override
    public void write(SampleRelease release, OutputStream out) throws IOException {
        try (var zip = new ZipWriter(out, release.date())) {
            zip.entry("product.txt", WINDOWS_1252, lines -> {
                lines.write(PRODUCT_HEADER + "\r\n");
                for (var code : SampleCode.inForceIn(release)) {
                    lines.write(product(code));
                }
            });
            zip.entry("package.txt", WINDOWS_1252, lines -> {
                lines.write(PACKAGE_HEADER + "\r\n");
                for (var code : SampleCode.inForceIn(release)) {
                    writePackages(code, lines);
                }
            });
        }
    }

    private static String product(SampleCode code) {
        return String.join(
                "\t",
                id(code),
                ndc(code),
                "HUMAN PRESCRIPTION DRUG",
                "Sampl\u00e9x " + code.ordinal(),
                "",
                "samplamine " + code.ordinal(),
                "TABLET",
                "ORAL",
                started(code),
                "",
                "NDA",
                String.format(Locale.ROOT, "NDA%06d", code.ordinal()),
                "Sample Labeler, Inc.",
                "SAMPLAMINE",
                Integer.toString(10 * (1 + code.revision())),
                "mg/1",
                "",
                "",
                "N",
                code.release().date().getYear() + "1231\r\n");
    }

    private static void writePackages(SampleCode code, Writer lines) throws IOException {
        for (int number = 0; number <= code.draw(PACKAGES, 3); number++) {
            var packageCode = ndc(code) + String.format(Locale.ROOT, "-%02d", number);
            var size = 30 * (1 + number);
            lines.write(String.join(
                    "\t",
                    id(code),
                    ndc(code),
                    packageCode,
                    size + " TABLET in 1 BOTTLE (" + packageCode + ")",
                    started(code),
                    "",
                    "N",
                    "N\r\n"));
        }
    }

    // The FDA's product id changes with each version of the label, hence the revision in it.
    private static String id(SampleCode code) {
        return String.format(Locale.ROOT, "%s_%08x-0000-4000-8000-%012x", ndc(code), code.ordinal(), code.revision());
    }

    @Override
    public String code(SampleCode code) {
        return ndc(code);
    }

    // 5-4: the labeler is drawn, the product number counts on, so no two codes meet below a million.
    private static String ndc(SampleCode code) {
        return String.format(
                Locale.ROOT,
                "%05d-%04d",
                90_000 + code.draw(LABELER, 90) + 90 * (code.ordinal() / 10_000),
                code.ordinal() % 10_000);
    }

    private static String started(SampleCode code) {
        return code.release()
                .date()
                .withDayOfYear(1)
                .minusYears(1 + code.release().number() - code.since())
                .format(DateTimeFormatter.BASIC_ISO_DATE);
    }
}
