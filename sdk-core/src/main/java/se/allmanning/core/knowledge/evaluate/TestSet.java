/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.evaluate;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A test set in the BEIR form. {@code corpus.jsonl} and every {@code corpus-*.jsonl} and {@code
 * corpus-*.jsonl.gz} beside it are one pool, one line ({@code _id}, {@code title}, {@code text} and
 * perhaps {@code doc}) one passage; {@code queries.jsonl} holds the questions ({@code _id}, {@code
 * text} and perhaps {@code answer}); {@code qrels.tsv} holds a header and then query id, passage id
 * and grade on each line. Questions without a relevant passage are left out. Immutable; the
 * passages stay on disk and are read when they are wanted.
 */
public final class TestSet {

    private final List<CorpusFile> corpus;
    private final int passages;
    private final String corpusDigest;
    private final List<TestQuery> queries;

    TestSet(List<CorpusFile> corpus, int passages, String corpusDigest, List<TestQuery> queries) {
        this.corpus = List.copyOf(corpus);
        this.passages = passages;
        this.corpusDigest = corpusDigest;
        this.queries = List.copyOf(queries);
    }

    /**
     * Reads and checks a folder.
     *
     * @throws se.allmanning.service.AllmanningException if a file is missing, damaged or wrong; the
     *     message names the faults, the first twenty of them, with file and line
     */
    public static TestSet read(Path folder) {
        return new TestSetReader(folder).read();
    }

    /** How many passages the pool holds. */
    public int passages() {
        return passages;
    }

    /** A digest of the pool's files, whatever they are called; 64 hexadecimal digits. */
    public String corpusDigest() {
        return corpusDigest;
    }

    /** The questions that have a relevant passage, in the order of their file. */
    public List<TestQuery> queries() {
        return queries;
    }

    /** Reads the pool once more, passage by passage, in the same order every time. */
    public void forEachPassage(Consumer<PoolPassage> action) {
        for (CorpusFile file : corpus) {
            file.forEach(
                    (line, json) -> {
                        String title = json.path("title").asText("").strip();
                        String text = json.path("text").asText("");
                        action.accept(
                                new PoolPassage(
                                        json.path("_id").asText(),
                                        CorpusFile.document(json),
                                        title,
                                        text.isBlank() ? title : text));
                    },
                    fault -> {
                        throw CorpusFile.changed(file.path());
                    });
        }
    }

    @Override
    public String toString() {
        return "TestSet[passages=" + passages + ", queries=" + queries.size() + "]";
    }
}
