/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.evaluate;

/** Is told how an evaluation goes, one call at a time. */
@FunctionalInterface
public interface EvaluationListener {

    /** Listens to nothing. */
    EvaluationListener SILENT = (stage, done, total) -> {};

    /** What is being done. */
    enum Stage {
        /** Passages are embedded and indexed. */
        INDEXING,
        /** Questions are asked. */
        ASKING
    }

    /**
     * Some of it is done.
     *
     * @param done how much
     * @param total how much there is in all
     */
    void progress(Stage stage, int done, int total);
}
