/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.allmanning.knowledge.CanonicalText;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;

/**
 * The canonical texts of a knowledge base, each a file in UTF-8 under its digest: {@code
 * texts/ab/abcdef….txt}. A text is durable before anything names it, and checked against its digest
 * when it is read. Thread-safe, also across processes: two that write the same text write the same
 * bytes.
 */
public final class TextArchive {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final int CACHED_CODE_POINTS = 4 << 20;

    private final Path folder;
    private final Map<String, CanonicalText> recent = new LinkedHashMap<>(16, 0.75f, true);
    private int cached;

    /**
     * @param folder the archive's folder, whether or not it exists yet
     */
    public TextArchive(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes a text durable; one that is there already is left as it is.
     *
     * @throws IOException if it cannot be written, such as on a full disk; nothing half-written is
     *     left under its name
     */
    public void write(CanonicalText text) throws IOException {
        Path file = file(text.digest());
        byte[] bytes = text.value().getBytes(StandardCharsets.UTF_8);
        if (Files.exists(file) && Files.size(file) == bytes.length) {
            return;
        }
        Path shelf = Files.createDirectories(file.getParent());
        Path draft = Files.createTempFile(shelf, text.digest(), ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(
                    draft,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /**
     * The text with the given digest, checked.
     *
     * @throws AllmanningException if the file is damaged or cannot be read
     */
    public Optional<CanonicalText> read(String digest) {
        if (!DIGEST.matcher(digest).matches()) {
            return Optional.empty();
        }
        synchronized (recent) {
            CanonicalText text = recent.get(digest);
            if (text != null) {
                return Optional.of(text);
            }
        }
        try {
            CanonicalText text =
                    CanonicalText.of(Files.readString(file(digest), StandardCharsets.UTF_8));
            if (!text.digest().equals(digest)) {
                throw damaged(digest, "its bytes have changed", null);
            }
            remember(text);
            return Optional.of(text);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw damaged(digest, e.getClass().getSimpleName(), e);
        }
    }

    private void remember(CanonicalText text) {
        if (text.length() > CACHED_CODE_POINTS / 2) {
            return;
        }
        synchronized (recent) {
            if (recent.put(text.digest(), text) == null) {
                cached += text.length();
            }
            var oldest = recent.values().iterator();
            while (cached > CACHED_CODE_POINTS && oldest.hasNext()) {
                cached -= oldest.next().length();
                oldest.remove();
            }
        }
    }

    private Path file(String digest) {
        return folder.resolve(digest.substring(0, 2)).resolve(digest + ".txt");
    }

    private AllmanningException damaged(String digest, String why, @Nullable Throwable cause) {
        return new AllmanningException(
                "ALM-KNO-013",
                Category.FAULT,
                "The stored text "
                        + file(digest)
                        + " cannot be used: "
                        + why
                        + ". Restore the file from a backup, or remove the knowledge base's folder and ingest its sources"
                        + " again.",
                cause);
    }
}
