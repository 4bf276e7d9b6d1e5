/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.knowledge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import se.allmanning.policy.InformationClass;
import se.allmanning.service.AccessGroups;

/**
 * Where documents come from: a folder, some files, memory, or a system that a vendor connects. A
 * source is named by its {@link #id()}; a sync compares what it holds now with what it held last
 * time.
 *
 * <p>A document carries the source's {@link #informationClass()} and {@link #accessGroups()} unless
 * it says its own.
 */
public interface KnowledgeSource {

    /** Names the source across runs, such as the absolute path of a folder. */
    String id();

    /**
     * Walks through everything that the source holds now. Called once for each sync, on its thread;
     * may block.
     *
     * @throws IOException if the source as a whole cannot be read; then nothing is taken to be gone
     */
    void visit(Visitor visitor) throws IOException;

    /**
     * The class of its documents unless they say their own; {@link InformationClass#DEFAULT K1R1T1}
     * by default.
     */
    default InformationClass informationClass() {
        return InformationClass.DEFAULT;
    }

    /**
     * Who may see its documents unless they say so themselves; by default none named, that is all
     * of the authority.
     */
    default Set<String> accessGroups() {
        return Set.of();
    }

    /** This source with another information class. */
    default KnowledgeSource withInformationClass(InformationClass informationClass) {
        return new ConfiguredSource(this, informationClass, accessGroups());
    }

    /** This source for the given access groups only. */
    default KnowledgeSource withAccessGroups(Collection<String> groups) {
        return new ConfiguredSource(this, informationClass(), AccessGroups.checked(groups));
    }

    /**
     * All files in a folder and its folders, except hidden ones (a name that begins with a dot).
     * Links to files are followed; links to folders are followed unless they lead back, which is
     * reported. Document ids are paths relative to the folder, with {@code /}.
     */
    static KnowledgeSource folder(Path folder) {
        return new FolderSource(folder);
    }

    /** Documents that a program holds, under a name of its choice. */
    static KnowledgeSource of(String id, Collection<SourceDocument> documents) {
        return new DocumentsSource(id, List.copyOf(documents));
    }

    /** Receives what a source holds. Implemented by the host. */
    interface Visitor {
        /** A document that can be opened. */
        void document(SourceDocument document);

        /**
         * Something that is there but cannot be read, so that it is reported and what was indexed
         * of it stays.
         *
         * @param id what would be the document's id
         * @param reason why, and what to do, for people
         */
        void unreadable(String id, String reason);
    }
}
