package org.almoner.codeset.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;

/**
 * A workbook of Office Open XML (ECMA-376 part 1, §18). Each of its sheets is a file of text with commas between fields in quotes (RFC
 * 4180), a line for each row of the sheet, so that layouts and errors say of it what they say of any such file.
 *
 * <p>The JDK's parser reads it and not a library: libraries open a workbook whole, and unpack what they are given without the limits that
 * hold for every other release file.
 */
final class Workbook {

    private static final String SUFFIX = ".xlsx";
    private static final String BOOK = "xl/workbook.xml";
    private static final String RELATIONS = "xl/_rels/workbook.xml.rels";

    /** What the texts of a workbook may take in memory: some 30 times those of the largest release. */
    private static final long MOST_TEXTS = 128L << 20;

    /** What a text takes beside its characters. */
    private static final int OVERHEAD = 48;

    /** Formats of cells; Excel has 65,490. */
    private static final int MOST_STYLES = 1 << 16;

    /** Those before it need no code. */
    private static final int FIRST_OWN_FORMAT = 164;

    private final Path path;
    private final ReadLimits limits;

    Workbook(Path path, ReadLimits limits) {
        this.path = path;
        this.limits = limits;
    }

    /** By its name and its first bytes: a ZIP of another name may hold anything. */
    static boolean is(Path path) throws IOException {
        return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).endsWith(SUFFIX)
                && Files.isRegularFile(path)
                && ReleaseFiles.isZip(path);
    }

    /**
     * Its sheets in their order.
     *
     * @throws ReleaseException if it is none
     */
    List<ReleaseFile> sheets() throws IOException {
        var relations = relations();
        var texts = part(relations, "/sharedStrings");
        var styles = part(relations, "/styles");
        var sheets = new ArrayList<ReleaseFile>();
        boolean from1904 = false;
        try (var xml = required(BOOK)) {
            while (xml.toStart("workbookPr", "sheet")) {
                if (xml.is("workbookPr")) {
                    from1904 = xml.attribute("date1904").map(Workbook::isTrue).orElse(false);
                    continue;
                }
                var name = EscapedText.plain(xml.attribute("name").orElse(""));
                var id = xml.attribute("id").orElse("");
                for (var relation : relations) {
                    if (relation.id().equals(id)) {
                        sheets.add(new Sheet(name, relation.part(), texts, styles, from1904));
                    }
                }
                if (sheets.size() > limits.entries()) {
                    throw ReleaseException.ofArchive(path.toString(), "has more than " + limits.entries() + " sheets");
                }
            }
        }
        return sheets;
    }

    private static boolean isTrue(String word) {
        return word.equals("1") || word.equals("true");
    }

    /**
     * What else there is (ECMA-376 part 2, on relationships).
     *
     * @param id names it in the workbook
     * @param type ends in what it is, such as {@code /styles}
     */
    private record Relation(String id, String type, String part) {}

    private List<Relation> relations() throws IOException {
        var relations = new ArrayList<Relation>();
        try (var xml = required(RELATIONS)) {
            while (xml.toStart("Relationship")) {
                var target = xml.attribute("Target").orElse("");
                relations.add(new Relation(
                        xml.attribute("Id").orElse(""),
                        xml.attribute("Type").orElse(""),
                        target.startsWith("/") ? target.substring(1) : "xl/" + target));
                if (relations.size() > limits.entries()) {
                    throw ReleaseException.ofArchive(
                            shown(RELATIONS), "names more than " + limits.entries() + " parts");
                }
            }
        }
        return relations;
    }

    /** The part of a type; nothing if there is none, as a workbook without texts has no list of them. */
    private static Optional<String> part(List<Relation> relations, String type) {
        return relations.stream()
                .filter(relation -> relation.type().endsWith(type))
                .map(Relation::part)
                .findFirst();
    }

    /** Texts that cells name by their number (§18.4.9). */
    private List<String> texts(String part) throws IOException {
        var texts = new ArrayList<String>();
        long size = 0;
        try (var xml = required(part)) {
            while (xml.toStart("si")) {
                var text = EscapedText.plain(xml.text("si"));
                size += OVERHEAD + text.length();
                if (size > MOST_TEXTS) {
                    throw ReleaseException.ofArchive(
                            shown(part), "holds more than the " + MOST_TEXTS + " bytes of texts of any release");
                }
                texts.add(text);
            }
        }
        return texts;
    }

    /**
     * Which styles of cells are those of days: the formats that {@code cellXfs} name (§18.8.10). The part is read to its end, as its checksum
     * is only known then.
     */
    private BitSet stylesOfDays(String part) throws IOException {
        var styles = new BitSet();
        var formats = IntStream.range(0, FIRST_OWN_FORMAT)
                .filter(CellNumbers::isOfDays)
                .mapToObj(String::valueOf)
                .collect(Collectors.toCollection(HashSet::new));
        try (var xml = required(part)) {
            while (xml.toStart("numFmt", "cellXfs")) {
                if (xml.is("cellXfs")) {
                    for (int style = 0; style < MOST_STYLES && xml.toStartWithin("xf", "cellXfs"); style++) {
                        styles.set(
                                style,
                                xml.attribute("numFmtId")
                                        .filter(formats::contains)
                                        .isPresent());
                    }
                    continue;
                }
                var id = xml.attribute("numFmtId");
                if (id.isPresent()
                        && formats.size() < MOST_STYLES
                        && xml.attribute("formatCode")
                                .filter(CellNumbers::isOfDays)
                                .isPresent()) {
                    formats.add(id.get());
                }
            }
        }
        return styles;
    }

    private WorkbookXml required(String part) throws IOException {
        var in = ReleaseFiles.unpacked(path, part, shown(part), limits)
                .orElseThrow(() -> ReleaseException.ofArchive(
                        path.toString(), "is not a workbook that can be read: it lacks " + part));
        return new WorkbookXml(shown(part), in, limits);
    }

    private String shown(String part) {
        return path + ": " + part;
    }

    /** One sheet; its name is the workbook's with its own after a colon. */
    private final class Sheet implements ReleaseFile {

        private final String name;
        private final String part;
        private final Optional<String> texts;
        private final Optional<String> styles;
        private final boolean from1904;

        Sheet(String name, String part, Optional<String> texts, Optional<String> styles, boolean from1904) {
            this.name = name;
            this.part = part;
            this.texts = texts;
            this.styles = styles;
            this.from1904 = from1904;
        }

        @Override
        public String name() {
            return path.getFileName() + ":" + name;
        }

        @Override
        public String shown() {
            return path + ":" + name;
        }

        @Override
        public Path container() {
            return path;
        }

        @Override
        public long size() {
            try (var zip = new ZipFile(path.toFile())) {
                var entry = zip.getEntry(part);
                return entry == null ? 0 : entry.getSize();
            } catch (IOException _) {
                return 0;
            }
        }

        @Override
        public InputStream open() throws IOException {
            var shared = texts.isPresent() ? texts(texts.get()) : List.<String>of();
            var days = styles.isPresent() ? stylesOfDays(styles.get()) : new BitSet();
            return new SheetStream(shown(), required(part), shared, new CellNumbers(days, from1904), limits.record());
        }
    }
}
