/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.parsers.pdf;

import java.io.IOException;
import java.io.InputStream;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.jspecify.annotations.Nullable;
import se.allmanning.spi.UnreadableDocumentException;

/**
 * Keeps PDFBox from looking through the system's fonts and from writing a cache of them under the
 * user's home. Only glyphs that are drawn need a replacement for a font that is not embedded;
 * reading text does not. Acts on threads that are inside {@link #within}; a host that renders with
 * PDFBox in other threads keeps its own mapper.
 */
final class QuietFonts implements FontMapper {

    private static final ThreadLocal<Integer> DEPTH = ThreadLocal.withInitial(() -> 0);
    private static final String BUNDLED =
            "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final FontMapper others;
    private @Nullable TrueTypeFont bundled;

    private QuietFonts(FontMapper others) {
        this.others = others;
    }

    /** What a thread does while its fonts come from PDFBox's own archive. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws UnreadableDocumentException;
    }

    /** Does some work; fonts of this thread come from PDFBox's own archive meanwhile. */
    static <T> T within(Work<T> work) throws UnreadableDocumentException {
        synchronized (QuietFonts.class) {
            if (!(FontMappers.instance() instanceof QuietFonts)) {
                FontMappers.set(new QuietFonts(FontMappers.instance()));
            }
        }
        DEPTH.set(DEPTH.get() + 1);
        try {
            return work.run();
        } finally {
            int depth = DEPTH.get() - 1;
            if (depth == 0) {
                DEPTH.remove();
            } else {
                DEPTH.set(depth);
            }
        }
    }

    private static boolean inside() {
        if (DEPTH.get() > 0) {
            return true;
        }
        DEPTH.remove();
        return false;
    }

    @Override
    public FontMapping<TrueTypeFont> getTrueTypeFont(String name, PDFontDescriptor descriptor) {
        return inside()
                ? new FontMapping<>(bundled(), true)
                : others.getTrueTypeFont(name, descriptor);
    }

    @Override
    public FontMapping<FontBoxFont> getFontBoxFont(String name, PDFontDescriptor descriptor) {
        return inside()
                ? new FontMapping<>(bundled(), true)
                : others.getFontBoxFont(name, descriptor);
    }

    @Override
    public CIDFontMapping getCIDFont(
            String name, PDFontDescriptor descriptor, PDCIDSystemInfo info) {
        return inside()
                ? new CIDFontMapping(null, bundled(), true)
                : others.getCIDFont(name, descriptor, info);
    }

    private synchronized TrueTypeFont bundled() {
        TrueTypeFont font = bundled;
        if (font == null) {
            try (InputStream in = FontMappers.class.getResourceAsStream(BUNDLED)) {
                if (in == null) {
                    throw new IllegalStateException("PDFBox lacks its own font " + BUNDLED + ".");
                }
                font = new TTFParser().parse(new RandomAccessReadBuffer(in));
                bundled = font;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        return font;
    }
}
