package org.almoner.warehouse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What publishers' files hold, as somebody sees it who looks at their lines: the truth that tables are compared with. It shares nothing with
 * the profiles and their reader.
 *
 * @param file the whole name of the file, in any case
 * @param sheet a workbook's sheet, from 1 on; none of a text
 * @param data which of the lines become rows
 * @param columns what is compared, as SQL has it
 * @param cells the same of a line
 */
record Published(
        String table,
        Pattern file,
        Optional<Integer> sheet,
        Function<List<String>, List<String>> data,
        String columns,
        Function<String, List<@Nullable String>> cells) {

    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final Pattern LABEL = Pattern.compile("\\s*HCC(\\d+)\\s*=\"(.*)\"\\s*");

    /** Where one begins: it may go on over the next line. */
    private static final Pattern HIERARCHY = Pattern.compile(".*%SET0\\(CC=(\\d+).*");

    /** By profile. */
    static final Map<String, List<Published>> TRUTHS = Map.ofEntries(
            Map.entry(
                    "apc",
                    List.of(
                            text("addendum_a", ".*addendum_a\\..*", after("APC,"), "apc", split(",", 0)),
                            text(
                                    "addendum_b",
                                    ".*addendum_b\\..*",
                                    after("HCPCS Code,"),
                                    "hcpcs_code",
                                    split(",", 0)))),
            Map.entry(
                    "cms-hcc",
                    List.of(
                            text("diagnoses", "F2.*\\.txt", Published::all, "code, hcc", split("\t", 0, 1)),
                            text("labels", "V2.*L\\d\\.txt", like(LABEL), "hcc, label", groups(LABEL)),
                            text("hierarchies", "V2.*H\\d\\.txt", like(HIERARCHY), "hcc", groups(HIERARCHY)))),
            Map.entry(
                    "cms-hcc-mappings",
                    List.of(text(
                            "mappings",
                            ".*mappings.*\\.csv",
                            like(Pattern.compile("[A-Z]\\d[0-9A-Z]+,.*")),
                            "code",
                            split(",", 0)))),
            Map.entry(
                    "cvx",
                    List.of(text(
                            "vaccines",
                            "cvx\\.txt",
                            Published::all,
                            "code, short_description, status, replace(CAST(last_updated AS VARCHAR), '-', '/')",
                            split("|", 0, 1, 4, 6)))),
            Map.entry(
                    "gems",
                    List.of(
                            text(
                                    "icd_9_to_icd_10",
                                    ".*_I9gem\\.txt",
                                    Published::all,
                                    "source_code, target_code, CAST(approximate AS INTEGER)",
                                    fixed(0, 5, 6, 13, 14, 15)),
                            text(
                                    "icd_10_to_icd_9",
                                    ".*_I10gem\\.txt",
                                    Published::all,
                                    "source_code, target_code, CAST(approximate AS INTEGER)",
                                    fixed(0, 7, 8, 13, 14, 15)))),
            Map.entry(
                    "hcpcs",
                    List.of(
                            text(
                                    "codes",
                                    "HCPC.*ANWEB.*\\.txt",
                                    like(Pattern.compile(".{5}\\d{5}[37].*")),
                                    "code, sequence_number, record_id",
                                    fixed(0, 5, 5, 10, 10, 11)),
                            sheet(
                                    "workbook",
                                    ".*anweb.*\\.xlsx",
                                    1,
                                    like(Pattern.compile("[^\t]*\t\\d+\t[37]\t.*", Pattern.DOTALL)),
                                    "code, sequence_number, record_id",
                                    split("\t", 0, 1, 2)),
                            sheet(
                                    "transactions",
                                    ".*trans_alpha.*\\.xlsx",
                                    2,
                                    after("HCPC"),
                                    "code, action",
                                    split("\t", 0, 1)))),
            Map.entry(
                    "icd-10-cm",
                    List.of(
                            order("icd10cm.order.(?!addenda).*\\.txt"),
                            text(
                                    "codes_file",
                                    "icd10cm.codes.(?!addenda).*\\.txt",
                                    Published::all,
                                    "code, long_title",
                                    fixed(0, 7, 8, Integer.MAX_VALUE)),
                            text(
                                    "order_addenda",
                                    "icd10cm.order.addenda.*\\.txt",
                                    Published::untilBlank,
                                    "action, code",
                                    fixed(0, 13, 15, 22)),
                            text(
                                    "codes_addenda",
                                    "icd10cm.codes.addenda.*\\.txt",
                                    Published::untilBlank,
                                    "action, code",
                                    fixed(0, 13, 13, 20)),
                            sheet(
                                    "conversions",
                                    ".*conversion-table.*\\.xlsx",
                                    1,
                                    after("Current code assignment"),
                                    "code, previous_codes",
                                    split("\t", 0, 2)))),
            Map.entry(
                    "icd-10-cm-poa",
                    List.of(
                            text(
                                    "exempt",
                                    "POAexemptCodes.*\\.txt",
                                    Published::headed,
                                    "code, description",
                                    unquoted(split("\t", 1, 2))),
                            text(
                                    "added",
                                    "POAexemptAdd.*\\.txt",
                                    Published::headed,
                                    "code, description",
                                    unquoted(split("\t", 1, 2))),
                            text(
                                    "deleted",
                                    "POAexemptDelete.*\\.txt",
                                    Published::headed,
                                    "code, description",
                                    unquoted(split("\t", 0, 1))),
                            text(
                                    "revised",
                                    "POAexemptRevise.*\\.txt",
                                    Published::headed,
                                    "action, code, description",
                                    unquoted(split("\t", 1, 2, 3))))),
            Map.entry(
                    "icd-10-pcs",
                    List.of(
                            order("icd10pcs.order.*\\.txt"),
                            text(
                                    "order_addenda",
                                    "order_addenda.*\\.txt",
                                    Published::untilBlank,
                                    "action, code",
                                    fixed(0, 13, 13, 20)))),
            Map.entry(
                    "icd-9-cm",
                    List.of(
                            titles("diagnoses_long", "CMS.*LONG_DX.*\\.txt", 5),
                            titles("diagnoses_short", "CMS.*SHORT_DX.*\\.txt", 5),
                            titles("procedures_long", "CMS.*LONG_SG.*\\.txt", 4),
                            titles("procedures_short", "CMS.*SHORT_SG.*\\.txt", 4))),
            Map.entry(
                    "ms-drg",
                    List.of(text(
                            "drgs",
                            "appendix_A\\.txt",
                            like(Pattern.compile("\\d{3} .*")),
                            "drg, title",
                            fixed(0, 3, 11, Integer.MAX_VALUE)))),
            Map.entry(
                    "ndc",
                    List.of(
                            text(
                                    "products",
                                    "product_.*\\.txt",
                                    Published::headed,
                                    "product_id, product_ndc, replace(CAST(start_marketing_date AS VARCHAR), '-', '')",
                                    split("\t", 0, 1, 8)),
                            text(
                                    "packages",
                                    "package_.*\\.txt",
                                    Published::headed,
                                    "product_id, ndc_package_code, package_description",
                                    split("\t", 0, 2, 3)))),
            Map.entry(
                    "ndc-unfinished",
                    List.of(
                            text(
                                    "products",
                                    "unfinished_product.*\\.txt",
                                    Published::headed,
                                    "product_id, product_ndc, nonproprietary_name",
                                    split("\t", 0, 1, 3)),
                            text(
                                    "packages",
                                    "unfinished_package.*\\.txt",
                                    Published::headed,
                                    "product_id, ndc_package_code, package_description",
                                    split("\t", 0, 2, 3)))));

    /** The bytes of the files of a release by their names: of one file, or of all that a ZIP holds. */
    static Map<String, byte[]> files(Path release) throws IOException {
        var name = String.valueOf(release.getFileName());
        if (!name.endsWith(".zip")) {
            return Map.of(name, Files.readAllBytes(release));
        }
        var files = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(Files.newInputStream(release))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                // A ZIP's workbooks hold what its texts hold, and are left out by the profiles.
                if (!entry.getName().endsWith(".xlsx")) {
                    files.put(entry.getName(), zip.readAllBytes());
                }
            }
        }
        return files;
    }

    /** The rows that come of it, if the release holds it. */
    Optional<List<List<@Nullable String>>> rows(Map<String, byte[]> files) throws Exception {
        for (var each : files.entrySet()) {
            if (file.matcher(each.getKey()).matches()) {
                var lines = sheet.isPresent() ? sheet(each.getValue(), sheet.get()) : lines(each.getValue());
                return Optional.of(data.apply(lines).stream().map(cells).toList());
            }
        }
        return Optional.empty();
    }

    private static List<String> lines(byte[] text) {
        boolean marked = text.length > 2 && text[0] == (byte) 0xef && text[1] == (byte) 0xbb && text[2] == (byte) 0xbf;
        return (marked ? new String(text, 3, text.length - 3, StandardCharsets.UTF_8) : new String(text, WESTERN))
                .lines()
                .toList();
    }

    private static Published text(
            String table,
            String file,
            Function<List<String>, List<String>> data,
            String columns,
            Function<String, List<@Nullable String>> cells) {
        return new Published(
                table, Pattern.compile(file, Pattern.CASE_INSENSITIVE), Optional.empty(), data, columns, cells);
    }

    private static Published sheet(
            String table,
            String file,
            int sheet,
            Function<List<String>, List<String>> data,
            String columns,
            Function<String, List<@Nullable String>> cells) {
        return new Published(
                table, Pattern.compile(file, Pattern.CASE_INSENSITIVE), Optional.of(sheet), data, columns, cells);
    }

    private static Published order(String file) {
        return text(
                "order_file",
                file,
                Published::all,
                "order_number, code, CAST(billable AS INTEGER), short_title, long_title",
                line -> {
                    var cells = fixed(0, 5, 6, 13, 14, 15, 16, 76, 77, Integer.MAX_VALUE)
                            .apply(line);
                    cells.set(0, Integer.toString(Integer.parseInt(String.valueOf(cells.getFirst()))));
                    return cells;
                });
    }

    private static Published titles(String table, String file, int digits) {
        return text(table, file, Published::all, "code, title", fixed(0, digits, digits + 1, Integer.MAX_VALUE));
    }

    private static List<String> all(List<String> lines) {
        return lines.stream().filter(line -> !line.isBlank()).toList();
    }

    private static List<String> headed(List<String> lines) {
        return lines.stream().skip(1).filter(line -> !line.isBlank()).toList();
    }

    private static Function<List<String>, List<String>> after(String heading) {
        return lines -> lines.stream()
                .dropWhile(line -> !line.startsWith(heading))
                .skip(1)
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static List<String> untilBlank(List<String> lines) {
        return lines.stream().takeWhile(line -> !line.isBlank()).toList();
    }

    private static Function<List<String>, List<String>> like(Pattern pattern) {
        return lines ->
                lines.stream().filter(line -> pattern.matcher(line).matches()).toList();
    }

    private static @Nullable String cell(String text) {
        return text.isBlank() ? null : text.strip();
    }

    /** @param bounds beginnings and ends, counted from 0 */
    private static Function<String, List<@Nullable String>> fixed(int... bounds) {
        return line -> {
            var cells = new ArrayList<@Nullable String>();
            for (int i = 0; i < bounds.length; i += 2) {
                cells.add(cell(
                        line.substring(Math.min(bounds[i], line.length()), Math.min(bounds[i + 1], line.length()))));
            }
            return cells;
        };
    }

    private static Function<String, List<@Nullable String>> split(String delimiter, int... fields) {
        return line -> {
            var all = line.split(Pattern.quote(delimiter), -1);
            var cells = new ArrayList<@Nullable String>();
            IntStream.of(fields).forEach(field -> cells.add(cell(all[field])));
            return cells;
        };
    }

    private static Function<String, List<@Nullable String>> unquoted(Function<String, List<@Nullable String>> cells) {
        return line -> {
            var bare = new ArrayList<@Nullable String>();
            for (var cell : cells.apply(line)) {
                bare.add(
                        cell != null && cell.startsWith("\"")
                                ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"")
                                : cell);
            }
            return bare;
        };
    }

    private static Function<String, List<@Nullable String>> groups(Pattern pattern) {
        return line -> {
            var match = pattern.matcher(line);
            var cells = new ArrayList<@Nullable String>();
            if (match.matches()) {
                for (int group = 1; group <= match.groupCount(); group++) {
                    cells.add(cell(match.group(group)));
                }
            }
            return cells;
        };
    }

    /** The rows of a sheet with tabs between their cells (ECMA-376-1, 18.3.1.73 and 18.4.9). */
    private static List<String> sheet(byte[] workbook, int number) throws Exception {
        var parts = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        var shared = elements(parts.get("xl/sharedStrings.xml"), "si").stream()
                .map(Node::getTextContent)
                .toList();
        return elements(parts.get("xl/worksheets/sheet" + number + ".xml"), "row").stream()
                .map(row -> row(row, shared))
                .toList();
    }

    private static String row(Element row, List<String> shared) {
        var cells = new TreeMap<Integer, String>();
        var children = row.getElementsByTagName("c");
        for (int i = 0; i < children.getLength(); i++) {
            var cell = (Element) children.item(i);
            var value = cell.getElementsByTagName("v").item(0);
            if (value != null) {
                var text = value.getTextContent();
                cells.put(
                        column(cell.getAttribute("r")),
                        cell.getAttribute("t").equals("s") ? shared.get(Integer.parseInt(text)) : text);
            }
        }
        var line = new StringBuilder();
        for (int i = 0; !cells.isEmpty() && i <= cells.lastKey(); i++) {
            line.append(i == 0 ? "" : "\t").append(cells.getOrDefault(i, ""));
        }
        return line.toString();
    }

    /** Of A1 it is 0, of AA1 26. */
    private static int column(String reference) {
        return reference
                        .chars()
                        .filter(Character::isLetter)
                        .reduce(0, (number, letter) -> 26 * number + letter - 'A' + 1)
                - 1;
    }

    private static List<Element> elements(byte @Nullable [] xml, String name) throws Exception {
        var found = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml))
                .getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(index -> (Element) found.item(index))
                .toList();
    }
}
