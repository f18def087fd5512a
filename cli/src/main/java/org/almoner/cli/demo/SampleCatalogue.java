package org.almoner.cli.demo;

import java.time.LocalDate;
import java.util.List;

import org.almoner.client.admin.ProductChange;
import org.almoner.client.admin.ProductChange.Field;
import org.almoner.client.admin.ProductChange.MenuOption;
import org.almoner.sample.SampleCodeSet;
import org.almoner.sample.SampleRelease;

/** What the sample catalogue holds. */
final class SampleCatalogue {

    private static final long SEED = 2026;
    private static final int TEXT_FIELD = 1;

    private SampleCatalogue() {}

    /**
     * One product with its one sub-product.
     *
     * @param isPublic whether every organization sees it; the others are granted to the demo's organization
     * @param versions oldest first
     */
    record SampleProduct(String name, String subProduct, boolean isPublic, List<SampleVersion> versions) {

        ProductChange product() {
            return new ProductChange(
                    name,
                    List.of(new Field("Library", TEXT_FIELD, 1)),
                    List.of(new MenuOption("Release Notes", "{0}")));
        }
    }

    /**
     * One version with its one file.
     *
     * @param launch from when it is listed
     */
    record SampleVersion(String name, LocalDate launch, SampleCodeSet codeSet, SampleRelease release) {}

    /** @param today decides on the one version that is not launched yet */
    static List<SampleProduct> products(LocalDate today) {
        return List.of(
                new SampleProduct(
                        "ICD-10-CM",
                        "Code descriptions",
                        true,
                        List.of(
                                icd10Cm("2025", 0, LocalDate.of(2024, 10, 1)),
                                icd10Cm("2026", 1, LocalDate.of(2025, 10, 1)),
                                new SampleVersion(
                                        "Preview",
                                        today.plusDays(30),
                                        SampleCodeSet.ICD_10_CM,
                                        new SampleRelease(2, LocalDate.of(2026, 10, 1), 5_000, SEED)))),
                new SampleProduct(
                        "LOINC",
                        "LOINC table",
                        false,
                        List.of(
                                version("2.70", SampleCodeSet.LOINC, 0, LocalDate.of(2025, 2, 26), 3_000),
                                version("2.71", SampleCodeSet.LOINC, 1, LocalDate.of(2025, 8, 12), 3_000))),
                new SampleProduct(
                        "NDC",
                        "Finished drugs",
                        true,
                        List.of(version("2026 January", SampleCodeSet.NDC, 0, LocalDate.of(2026, 1, 5), 2_000))),
                new SampleProduct(
                        "CVX",
                        "Vaccine codes",
                        true,
                        List.of(version("2026 January", SampleCodeSet.CVX, 0, LocalDate.of(2026, 1, 5), 300))));
    }

    private static SampleVersion icd10Cm(String name, int number, LocalDate date) {
        return version(name, SampleCodeSet.ICD_10_CM, number, date, 5_000);
    }

    private static SampleVersion version(String name, SampleCodeSet codeSet, int number, LocalDate date, int codes) {
        return new SampleVersion(name, date, codeSet, new SampleRelease(number, date, codes, SEED));
    }
}
