/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.knowledge;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

record FolderSource(Path folder) implements KnowledgeSource {

    @Override
    public String id() {
        return "folder:"
                + Normalizer.normalize(
                        folder.toAbsolutePath().normalize().toString(), Normalizer.Form.NFC);
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        if (!Files.exists(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        Files.walkFileTree(
                folder,
                EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                Integer.MAX_VALUE,
                new Walk(visitor));
    }

    private String idOf(Path file) {
        return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }

    private final class Walk extends SimpleFileVisitor<Path> {
        private final Visitor visitor;

        Walk(Visitor visitor) {
            this.visitor = visitor;
        }

        private boolean hidden(Path path) {
            return !path.equals(folder) && path.getFileName().toString().startsWith(".");
        }

        @Override
        public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            return hidden(dir) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (hidden(file)) {
                return FileVisitResult.CONTINUE;
            }
            if (!attributes.isRegularFile()) {
                visitor.unreadable(
                        idOf(file),
                        "Neither a file nor a folder, so it holds no document. Remove it.");
                return FileVisitResult.CONTINUE;
            }
            visitor.document(
                    SourceDocument.builder(idOf(file), () -> Files.newInputStream(file))
                            .path(file)
                            .fingerprint(
                                    attributes.size()
                                            + ":"
                                            + attributes.lastModifiedTime()
                                            + ":"
                                            + attributes.fileKey())
                            .build());
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException cause) throws IOException {
            if (file.equals(folder)) {
                throw cause;
            }
            String reason =
                    cause instanceof FileSystemLoopException
                            ? "A link that leads back to a folder above it. Remove the link."
                            : "Cannot be opened ("
                                    + cause.getClass().getSimpleName()
                                    + "). Check that it exists and may be read.";
            visitor.unreadable(idOf(file), reason);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException cause)
                throws IOException {
            if (cause != null) {
                throw cause;
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
