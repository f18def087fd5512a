package org.almoner.codeset.read;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The XML of one part of a workbook, element by element. Namespaces do not matter: those of the transitional and the strict form differ, and
 * names do not. Nothing is fetched or expanded, and no piece of it is larger in memory than a record may be. One thread at a time.
 */
final class WorkbookXml implements AutoCloseable {

    /** A sheet's name has 31 characters at most, a format 255, and a part as many as a path. */
    private static final int LONGEST_ATTRIBUTE = 1024;

    private final String part;
    private final InputStream in;
    private final RationedStream rationed;
    private final XMLStreamReader xml;
    private final int longest;

    /**
     * Begins to read a part.
     *
     * @param part how errors name it
     * @param in closed with this, or if this fails
     */
    WorkbookXml(String part, InputStream in, ReadLimits limits) throws IOException {
        this.part = part;
        this.in = in;
        this.longest = limits.record();
        this.rationed = new RationedStream(in);
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            this.xml = factory.createXMLStreamReader(rationed);
        } catch (XMLStreamException e) {
            in.close();
            throw unreadable(e);
        }
    }

    /**
     * Goes on to where an element of one of these names begins.
     *
     * @return false if there is no more of them
     */
    boolean toStart(String... elements) throws IOException {
        while (hasNext()) {
            if (next() == XMLStreamReader.START_ELEMENT
                    && Arrays.asList(elements).contains(xml.getLocalName())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Goes on to where an element begins, or another one ends.
     *
     * @return false if that one ends
     */
    boolean toStartWithin(String element, String around) throws IOException {
        while (true) {
            int event = next();
            if (event == XMLStreamReader.START_ELEMENT && is(element)) {
                return true;
            }
            if (event == XMLStreamReader.END_ELEMENT && is(around)) {
                return false;
            }
        }
    }

    /**
     * The text of the {@code t} and {@code v} in the element that begins here, and goes on to its end. Formulas are no part of it, nor are
     * phonetic hints (ECMA-376 part 1, §18.4.3 and §18.4.6).
     */
    String text(String element) throws IOException {
        var text = new StringBuilder();
        boolean wanted = false;
        int hints = 0;
        while (true) {
            int event = next();
            if (event == XMLStreamReader.END_ELEMENT) {
                if (is(element)) {
                    return text.toString();
                }
                hints -= is("rPh") ? 1 : 0;
                wanted = false;
            } else if (event == XMLStreamReader.START_ELEMENT) {
                hints += is("rPh") ? 1 : 0;
                wanted = hints == 0 && (is("t") || is("v"));
            } else if (wanted && event == XMLStreamReader.CHARACTERS) {
                text.append(xml.getText());
                if (text.length() > longest) {
                    throw ReleaseException.ofArchive(part, "has a text of more than " + longest + " characters");
                }
            }
        }
    }

    /**
     * An attribute of the element that begins here, in whatever namespace; nothing if there is none.
     *
     * @throws ReleaseException if it is longer than any that a workbook has: thousands of them are kept
     */
    Optional<String> attribute(String name) throws ReleaseException {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                var value = xml.getAttributeValue(i);
                if (value.length() > LONGEST_ATTRIBUTE) {
                    throw ReleaseException.ofArchive(
                            part, "has a '" + name + "' of more than " + LONGEST_ATTRIBUTE + " characters");
                }
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** Whether it is an element of this name that begins here. */
    boolean is(String element) {
        return xml.getLocalName().equals(element);
    }

    private boolean hasNext() throws IOException {
        try {
            return xml.hasNext();
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
    }

    private int next() throws IOException {
        rationed.begin();
        int event;
        try {
            event = xml.next();
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
        // "A package implementer shall not allow document type declarations" (ECMA-376 part 2, annex on XML usage):
        // what
        // is behind them is an attack.
        if (event == XMLStreamReader.DTD || event == XMLStreamReader.ENTITY_REFERENCE) {
            throw ReleaseException.ofArchive(
                    part, "declares or names entities of XML, which no workbook does. Do not trust the file");
        }
        return event;
    }

    /** What is wrong may be the ZIP around it. */
    private IOException unreadable(XMLStreamException e) {
        if (e.getNestedException() instanceof ReleaseException cause) {
            return cause;
        }
        return ReleaseException.ofArchive(
                part,
                "is not XML that can be read: " + String.valueOf(e.getMessage()).replace('\n', ' '));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Gives the parser only so much for one event: it holds all of a text, a name or a comment in memory. */
    private final class RationedStream extends FilterInputStream {

        private long left = longest;

        RationedStream(InputStream in) {
            super(in);
        }

        void begin() {
            left = longest;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left <= 0) {
                throw ReleaseException.ofArchive(
                        part, "has a text, a name or a comment of more than " + longest + " bytes");
            }
            int count = in.read(into, offset, length);
            left -= count;
            return count;
        }
    }
}
