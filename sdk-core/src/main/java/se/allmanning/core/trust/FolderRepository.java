/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.trust;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A folder with documents, or one that has them in its folder {@code metadata}. */
final class FolderRepository implements Repository {

    private final Path folder;
    private final Path metadata;

    FolderRepository(Path folder) {
        this.folder = folder;
        Path inner = folder.resolve("metadata");
        this.metadata = Files.isDirectory(inner) ? inner : folder;
    }

    @Override
    public Optional<byte[]> read(String file, long limit) {
        return Bounded.read(metadata.resolve(file), limit);
    }

    @Override
    public String name() {
        return folder.toString();
    }
}
