package org.almoner.codeset.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

/**
 * A workbook of Office Open XML (ECMA-376 part 1, §18). Each of its sheets is a file of text with commas between fields in quotes (RFC
 * 4180), a line for each row of the sheet, so that layouts and errors say of it what they say of any such file.
 *
 * <p>The JDK's parser reads it and not a library: libraries open a workbook whole, and unpack what they are given without the limits that
 * hold for every other release file.
 */
final class Workbook {

    private static final String SUFFIX = ".xlsx";

    private final Path path;
    private final ReadLimits limits;

    Workbook(Path path, ReadLimits limits) {
        this.path = path;
        this.limits = limits;
    }

    /** By its name and its first bytes: a ZIP of another name may hold anything. */
    static boolean is(Path path) throws IOException {
        return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).endsWith(SUFFIX)
                && java.nio.file.Files.isRegularFile(path)
                && ReleaseFiles.isZip(path);
    }

    /**
     * Its sheets in their order.
     *
     * @throws ReleaseException if it is none
     */
    List<ReleaseFile> sheets() throws IOException {
        var targets = relations();
        var sheets = new ArrayList<ReleaseFile>();
        try (var in = part("xl/workbook.xml")) {
            var xml = xml(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT
                        && xml.getLocalName().equals("sheet")) {
                    var name = attribute(xml, "name");
                    var target = targets.get(attribute(xml, "id"));
                    if (name != null && target != null) {
                        sheets.add(new Sheet(name, target));
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw unreadable("xl/workbook.xml", e);
        }
        return sheets;
    }

    /** What the ids of the workbook's parts stand for. */
    private Map<String, String> relations() throws IOException {
        var targets = new HashMap<String, String>();
        try (var in = part("xl/_rels/workbook.xml.rels")) {
            var xml = xml(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT
                        && xml.getLocalName().equals("Relationship")) {
                    var id = attribute(xml, "Id");
                    var target = attribute(xml, "Target");
                    if (id != null && target != null) {
                        targets.put(id, target.startsWith("/") ? target.substring(1) : "xl/" + target);
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw unreadable("xl/_rels/workbook.xml.rels", e);
        }
        return targets;
    }

    /** Texts that cells name by their number. Phonetic hints are no part of them (§18.4.3). */
    private List<String> sharedTexts() throws IOException {
        var texts = new ArrayList<String>();
        if (!has("xl/sharedStrings.xml")) {
            return texts;
        }
        try (var in = part("xl/sharedStrings.xml")) {
            var xml = xml(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT
                        && xml.getLocalName().equals("si")) {
                    texts.add(SheetStream.text(xml, "si"));
                }
            }
        } catch (XMLStreamException e) {
            throw unreadable("xl/sharedStrings.xml", e);
        }
        return texts;
    }

    private boolean has(String part) throws IOException {
        try (var zip = new ZipFile(path.toFile())) {
            return zip.getEntry(part) != null;
        }
    }

    private InputStream part(String part) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(path.toFile());
        } catch (ZipException | EOFException e) {
            throw ReleaseException.ofArchive(
                    path.toString(), "is not a workbook that can be read: " + e.getMessage() + ". Fetch it again");
        }
        var entry = zip.getEntry(part);
        if (entry == null) {
            zip.close();
            throw ReleaseException.ofArchive(path.toString(), "is no workbook: it lacks " + part);
        }
        return new UnpackedStream(path + ": " + part, zip, entry, zip.getInputStream(entry), limits);
    }

    /** A parser that fetches nothing: neither document types nor entities are part of a workbook. */
    static XMLStreamReader xml(InputStream in) throws XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory.createXMLStreamReader(in);
    }

    /** An attribute in whatever namespace; nothing if there is none. */
    static @Nullable String attribute(XMLStreamReader xml, String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    private ReleaseException unreadable(String part, XMLStreamException e) {
        return ReleaseException.ofArchive(path + ": " + part, "is not XML that can be read: " + e.getMessage());
    }

    /** One sheet; its name is the workbook's with its own after a colon. */
    private final class Sheet implements ReleaseFile {

        private final String name;
        private final String part;

        Sheet(String name, String part) {
            this.name = name;
            this.part = part;
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
        public long size() {
            try (var zip = new ZipFile(path.toFile())) {
                var entry = zip.getEntry(part);
                return entry == null ? 0 : entry.getSize();
            } catch (IOException e) {
                return 0;
            }
        }

        @Override
        public InputStream open() throws IOException {
            return new SheetStream(shown(), part(part), sharedTexts());
        }
    }
}
