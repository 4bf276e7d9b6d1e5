/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.docx;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.jspecify.annotations.Nullable;

/**
 * A part of a Word file, read forward. Elements are told by their local names, which are the same
 * in the two standards (transitional, strict) whose namespaces differ.
 */
final class Xml implements AutoCloseable {

    private static final long MOST_BYTES = 512L << 20;
    private static final int DEEPEST = 1000;

    private final InputStream in;
    private final XMLStreamReader reader;
    private int depth;

    private Xml(InputStream in, XMLStreamReader reader) {
        this.in = in;
        this.reader = reader;
    }

    static Xml open(PackagePart part) throws IOException, XMLStreamException {
        // The platform's own reader: another one on the class path may resolve entities.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        InputStream in = new Limited(part.getInputStream());
        try {
            return new Xml(in, factory.createXMLStreamReader(in));
        } catch (XMLStreamException e) {
            in.close();
            throw e;
        }
    }

    /** Goes to the root element. */
    void root() throws XMLStreamException {
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                depth = 1;
                return;
            }
        }
        throw new XMLStreamException("no root element");
    }

    /**
     * The next child of the current element: its local name; null when the element ends. Whoever is
     * given a name must consume that element by this method or {@link #skip}.
     */
    @Nullable String child() throws XMLStreamException {
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (++depth > DEEPEST) {
                    throw new XMLStreamException("nested deeper than " + DEEPEST);
                }
                return reader.getLocalName();
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
                return null;
            }
        }
        throw new XMLStreamException("ends too early");
    }

    /** Passes over the rest of the current element. */
    void skip() throws XMLStreamException {
        int open = 1;
        while (open > 0) {
            int event = reader.next();
            open +=
                    event == XMLStreamConstants.START_ELEMENT
                            ? 1
                            : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
        depth--;
    }

    /** The text of the current element, which is consumed. */
    String text() throws XMLStreamException {
        StringBuilder words = new StringBuilder();
        int open = 1;
        while (open > 0) {
            int event = reader.next();
            if (event == XMLStreamConstants.CHARACTERS
                    || event == XMLStreamConstants.CDATA
                    || event == XMLStreamConstants.SPACE) {
                words.append(reader.getText());
            }
            open +=
                    event == XMLStreamConstants.START_ELEMENT
                            ? 1
                            : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
        depth--;
        return words.toString();
    }

    /** An attribute of the current element by its local name, or null. */
    @Nullable String attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /** The attribute {@code val}, or empty. */
    String val() {
        String val = attribute("val");
        return val == null ? "" : val;
    }

    /** Whether the current element switches something on: it does without a value. */
    boolean on() {
        String val = val();
        return !(val.equals("0") || val.equals("false") || val.equals("off") || val.equals("none"));
    }

    /** A number, or what to take where there is none. */
    static int number(@Nullable String words, int otherwise) {
        return words != null && words.matches("-?\\d{1,9}") ? Integer.parseInt(words) : otherwise;
    }

    @Override
    public void close() throws XMLStreamException, IOException {
        reader.close();
        in.close();
    }

    /** Stops where a part grows beyond any document. */
    private static final class Limited extends FilterInputStream {
        private long left = MOST_BYTES;

        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            spend(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = super.read(bytes, offset, length);
            spend(Math.max(n, 0));
            return n;
        }

        private void spend(int n) throws IOException {
            left -= n;
            if (left < 0) {
                throw new IOException(
                        "Zip bomb: a part unpacks to more than " + MOST_BYTES + " bytes");
            }
        }
    }
}
