/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import se.allmanning.policy.InformationClass;
import se.allmanning.spi.StoredDocument;
import se.allmanning.spi.StoredPassage;
import se.allmanning.spi.StoredPassage.Sentence;

/**
 * Ledger entries and passages as bytes. Kept in doc values, not in stored fields: those are
 * compressed in blocks, and ten passages would cost ten blocks.
 */
final class Payload {

    private static final byte PASSAGE = 1;
    private static final byte DOCUMENT = 2;
    private static final int KEY_LENGTH = 32;

    private Payload() {}

    static BytesRef of(StoredDocument d) throws IOException {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        out.writeByte(DOCUMENT);
        BytesRef key = Fields.key(d.source(), d.id());
        out.writeBytes(key.bytes, key.offset, key.length);
        out.writeString(d.source());
        out.writeString(d.id());
        optional(out, d.fingerprint());
        out.writeString(d.bytesDigest());
        out.writeString(d.textDigest());
        out.writeString(d.title());
        optional(out, d.asOf());
        out.writeString(d.informationClass().toString());
        out.writeSetOfStrings(new TreeSet<>(d.accessGroups()));
        out.writeVInt(d.passages());
        out.writeByte((byte) (d.current() ? 1 : 0));
        optional(out, d.note());
        return new BytesRef(out.toArrayCopy());
    }

    /** Whether it is the ledger entry of the document with the given key. */
    static boolean isDocument(BytesRef bytes, BytesRef key) {
        return bytes.bytes[bytes.offset] == DOCUMENT
                && Arrays.equals(
                        bytes.bytes,
                        bytes.offset + 1,
                        bytes.offset + 1 + KEY_LENGTH,
                        key.bytes,
                        key.offset,
                        key.offset + key.length);
    }

    static StoredDocument document(BytesRef bytes) throws IOException {
        DataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
        in.skipBytes(1 + KEY_LENGTH);
        return new StoredDocument(
                in.readString(),
                in.readString(),
                optional(in),
                in.readString(),
                in.readString(),
                in.readString(),
                optional(in),
                InformationClass.parse(in.readString()),
                Set.copyOf(in.readSetOfStrings()),
                in.readVInt(),
                in.readByte() == 1,
                optional(in));
    }

    /**
     * @param key of the document
     * @param toLedger how many Lucene documents further on the ledger entry of the same block
     *     stands, until it is replaced
     */
    static BytesRef of(StoredPassage p, BytesRef key, int toLedger) throws IOException {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        out.writeByte(PASSAGE);
        out.writeBytes(key.bytes, key.offset, key.length);
        out.writeVInt(toLedger);
        out.writeVInt(p.ordinal());
        out.writeVInt(p.start());
        out.writeVInt(p.end());
        out.writeVInt(p.page().orElse(0));
        out.writeVInt(p.section().size());
        for (String heading : p.section()) {
            out.writeString(heading);
        }
        out.writeVInt(p.sentences().size());
        int at = 0;
        for (Sentence sentence : p.sentences()) {
            out.writeZInt(sentence.start() - at);
            out.writeVInt(sentence.end() - sentence.start());
            at = sentence.end();
        }
        out.writeString(p.text());
        return new BytesRef(out.toArrayCopy());
    }

    /** A passage as it was stored, and where its ledger entry is. */
    record Read(BytesRef key, int toLedger, StoredPassage passage) {}

    static Read passage(BytesRef bytes, float @Nullable [] vector, List<float[]> vectors)
            throws IOException {
        DataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
        in.skipBytes(1);
        byte[] key = new byte[KEY_LENGTH];
        in.readBytes(key, 0, key.length);
        int toLedger = in.readVInt();
        int ordinal = in.readVInt();
        int start = in.readVInt();
        int end = in.readVInt();
        int page = in.readVInt();
        int headings = in.readVInt();
        List<String> section = new ArrayList<>(headings);
        for (int i = 0; i < headings; i++) {
            section.add(in.readString());
        }
        int count = in.readVInt();
        List<Sentence> sentences = new ArrayList<>(count);
        int at = 0;
        for (int i = 0; i < count; i++) {
            int from = at + in.readZInt();
            at = from + in.readVInt();
            sentences.add(new Sentence(from, at, vectors.isEmpty() ? null : vectors.get(i)));
        }
        String text = in.readString();
        return new Read(
                new BytesRef(key),
                toLedger,
                new StoredPassage(
                        ordinal,
                        section,
                        page == 0 ? null : page,
                        start,
                        end,
                        text,
                        vector,
                        sentences));
    }

    private static void optional(DataOutput out, @Nullable String value) throws IOException {
        out.writeByte((byte) (value == null ? 0 : 1));
        if (value != null) {
            out.writeString(value);
        }
    }

    private static @Nullable String optional(DataInput in) throws IOException {
        return in.readByte() == 0 ? null : in.readString();
    }
}
