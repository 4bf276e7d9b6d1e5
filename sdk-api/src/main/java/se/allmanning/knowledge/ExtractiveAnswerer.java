/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.knowledge;

/**
 * Answers questions with quotes alone: the sentences of a knowledge base that best answer, each
 * with its citation, or an honest no. No generative model takes part. Lent by the host;
 * thread-safe.
 */
public interface ExtractiveAnswerer {

    /**
     * Answers a question from a knowledge base.
     *
     * @param question in any language; documents' language works best
     * @param knowledge as the asker sees it, from the same host
     * @return an answer with one to three quotes of at most 400 characters each, every one checked
     *     against the stored text; or one that is not {@linkplain Answer#found() found}
     * @throws se.allmanning.service.AllmanningException if the question is empty or longer than
     *     10,000 code points
     */
    Answer answer(String question, Knowledge knowledge);
}
