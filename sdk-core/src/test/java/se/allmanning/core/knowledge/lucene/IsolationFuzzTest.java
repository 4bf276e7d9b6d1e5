/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.core.knowledge.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import se.allmanning.policy.InformationClass;
import se.allmanning.policy.PersonalData;
import se.allmanning.service.Invocation;
import se.allmanning.spi.AccessFilter;
import se.allmanning.spi.KnowledgeStore;
import se.allmanning.spi.KnowledgeStoreWriter;
import se.allmanning.spi.Signal;
import se.allmanning.spi.StoreQuery;
import se.allmanning.spi.StoreResult;
import se.allmanning.spi.StoreResult.Candidate;
import se.allmanning.spi.StoreResult.Hit;
import se.allmanning.spi.StoredDocument;

/** What an asker gets is what an index would give that holds nothing but what the asker may see. */
class IsolationFuzzTest {

    private static final int UNIVERSES = 80;
    private static final int ASKERS = 5;
    private static final int QUERIES = 50;

    private static final List<String> WORDS =
            List.of(
                    "bygglov",
                    "avgift",
                    "nämnden",
                    "beslut",
                    "överklaga",
                    "skola",
                    "barn",
                    "hemlig",
                    "ärende",
                    "handling",
                    "sekretess",
                    "vård",
                    "omsorg",
                    "tillsyn",
                    "miljö",
                    "buller",
                    "avfall",
                    "vatten",
                    "kommunen",
                    "ansökan",
                    "dag",
                    "veckor",
                    "tre",
                    "fem");
    private static final List<String> GROUPS = List.of("socialtjänst", "skola", "ledning");
    private static final List<InformationClass> CLASSES =
            List.of(
                    InformationClass.DEFAULT,
                    InformationClass.k(2),
                    InformationClass.k(3).with(PersonalData.ORDINARY),
                    InformationClass.k(3).with(PersonalData.SPECIAL).secretBy("OSL 26:1"),
                    InformationClass.k(1).t(4));

    /** A document as it is in the end. */
    private record Doc(StoredDocument entry, String text, boolean embedded) {}

    private record Seen(int cases, int found, int hidden) {
        Seen plus(Seen other) {
            return new Seen(cases + other.cases, found + other.found, hidden + other.hidden);
        }
    }

    @Test
    @DisplayName(
            "20,000 random questions give the passages, scores and counts of an index without what"
                    + " is hidden")
    void resultsTellNothingOfWhatIsHidden() {
        Seen all =
                IntStream.range(0, UNIVERSES)
                        .parallel()
                        .mapToObj(u -> new Universe(new Random(20261122 + u)).compare())
                        .reduce(new Seen(0, 0, 0), Seen::plus);
        assertThat(all.cases()).isEqualTo(20_000);
        assertThat(all.found()).as("candidates seen").isGreaterThan(80_000);
        assertThat(all.hidden()).as("documents hidden").isGreaterThan(1_000);
    }

    /** One store with random documents, and its askers. */
    private record Universe(Random random) {

        Seen compare() {
            int found = 0;
            int hidden = 0;
            Directory directory = new ByteBuffersDirectory();
            try (KnowledgeStore store = TestStores.in(directory)) {
                Map<String, Doc> universe = fill(store);
                for (int a = 0; a < ASKERS; a++) {
                    AccessFilter asker = asker();
                    List<Doc> visible =
                            universe.values().stream()
                                    .filter(d -> d.entry().current() && sees(asker, d))
                                    .toList();
                    hidden += universe.size() - visible.size();
                    found += compare(store, universe.keySet(), asker, visible);
                    textsOfOthers(store, universe.values(), asker);
                }
            }
            TestStores.close(directory);
            return new Seen(ASKERS * QUERIES, found, hidden);
        }

        private int compare(
                KnowledgeStore store, Set<String> ids, AccessFilter asker, List<Doc> visible) {
            int found = 0;
            Directory alone = new ByteBuffersDirectory();
            try (KnowledgeStore reference = TestStores.in(alone)) {
                write(reference, visible);
                assertThat(store.counts(asker)).isEqualTo(reference.counts(asker));
                for (int q = 0; q < QUERIES; q++) {
                    StoreQuery query = query(asker, ids);
                    List<String> got = told(store, query);
                    found += got.size() - 1;
                    assertThat(got).isEqualTo(told(reference, query));
                }
            }
            TestStores.close(alone);
            return found;
        }

        private static boolean sees(AccessFilter asker, Doc doc) {
            return asker.permits(doc.entry().informationClass(), doc.entry().accessGroups());
        }

        private void textsOfOthers(KnowledgeStore store, Collection<Doc> all, AccessFilter asker) {
            for (Doc doc : all) {
                boolean permitted =
                        all.stream()
                                .filter(d -> d.text().equals(doc.text()))
                                .anyMatch(d -> sees(asker, d));
                List<StoredDocument> entries =
                        store.documentsOfText(doc.entry().textDigest(), asker);
                if (!permitted) {
                    assertThat(entries).isEmpty();
                }
                assertThat(entries)
                        .allMatch(e -> asker.permits(e.informationClass(), e.accessGroups()));
            }
        }

        /**
         * Random documents, then changes: replaced, made secret, opened, gone, with commits
         * between.
         */
        private Map<String, Doc> fill(KnowledgeStore store) {
            Map<String, Doc> docs = new LinkedHashMap<>();
            try (KnowledgeStoreWriter writer = store.writer()) {
                int steps = 10 + random.nextInt(15);
                for (int i = 0; i < steps; i++) {
                    String id = "d" + random.nextInt(12);
                    Doc old = docs.get(id);
                    Doc now =
                            old == null || !old.entry().current() || random.nextInt(3) == 0
                                    ? fresh(id)
                                    : changed(old);
                    if (old == null || !sameAccess(old, now)) {
                        docs.remove(id); // equal scores go by place, and this one gets a new place
                    }
                    docs.put(id, now);
                    if (old != null && old.text().equals(now.text())) {
                        writer.update(now.entry());
                    } else {
                        writer.replace(
                                now.entry(), TestStores.passages(now.text(), now.embedded()));
                    }
                    if (random.nextInt(4) == 0) {
                        writer.commit(Map.of());
                    }
                }
                writer.commit(Map.of());
            }
            return docs;
        }

        private static boolean sameAccess(Doc a, Doc b) {
            return a.text().equals(b.text())
                    && a.entry().informationClass().equals(b.entry().informationClass())
                    && a.entry().accessGroups().equals(b.entry().accessGroups());
        }

        private Doc fresh(String id) {
            boolean embedded = random.nextInt(6) > 0;
            String text = words(1 + random.nextInt(2));
            InformationClass c = aClass();
            return new Doc(
                    TestStores.document(id, text, c, groups(2)),
                    text,
                    embedded && c.mayReachModels());
        }

        private Doc changed(Doc old) {
            InformationClass c = aClass();
            InformationClass before = old.entry().informationClass();
            // To or from level 4 a document is replaced, since it loses or gets its vectors.
            boolean keeps = c.mayReachModels() == before.mayReachModels();
            StoredDocument entry =
                    TestStores.document(
                            old.entry().id(), old.text(), keeps ? c : before, groups(2));
            return new Doc(
                    random.nextInt(4) == 0 ? TestStores.gone(entry) : entry,
                    old.text(),
                    old.embedded());
        }

        private static void write(KnowledgeStore store, List<Doc> docs) {
            try (KnowledgeStoreWriter writer = store.writer()) {
                for (Doc doc : docs) {
                    writer.replace(doc.entry(), TestStores.passages(doc.text(), doc.embedded()));
                }
                writer.commit(Map.of());
            }
        }

        private String words(int paragraphs) {
            List<String> out = new ArrayList<>();
            for (int p = 0; p < paragraphs; p++) {
                StringBuilder text = new StringBuilder();
                int sentences = 1 + random.nextInt(2);
                for (int s = 0; s < sentences; s++) {
                    int words = 3 + random.nextInt(6);
                    text.append(s == 0 ? "Om" : " Om");
                    for (int w = 0; w < words; w++) {
                        text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
                    }
                    text.append('.');
                }
                out.add(text.toString());
            }
            return String.join("\n\n", out);
        }

        private InformationClass aClass() {
            return CLASSES.get(random.nextInt(3) == 0 ? random.nextInt(CLASSES.size()) : 0);
        }

        private Set<String> groups(int rarity) {
            return random.nextInt(rarity) > 0
                    ? Set.of()
                    : GROUPS.stream().filter(g -> random.nextBoolean()).collect(Collectors.toSet());
        }

        private AccessFilter asker() {
            InformationClass limit = CLASSES.get(random.nextInt(CLASSES.size()));
            return AccessFilter.of(
                    Invocation.builder("local")
                            .informationClass(limit)
                            .accessGroups(groups(1))
                            .build());
        }

        private StoreQuery query(AccessFilter asker, Set<String> ids) {
            StoreQuery query = StoreQuery.of(asker).depth(1 + random.nextInt(7));
            String words = words(1);
            int kind = random.nextInt(5);
            if (kind != 0) {
                query = query.words(words.substring(0, Math.min(words.length(), 24)));
            }
            if (kind != 1) {
                query = query.vector(TestStores.vector(words));
            }
            return kind == 2
                    ? query.withoutDocuments(
                            ids.stream()
                                    .filter(id -> random.nextInt(4) == 0)
                                    .collect(Collectors.toSet()))
                    : query;
        }

        /** Everything that a result tells, in an order of its own. */
        private static List<String> told(KnowledgeStore store, StoreQuery query) {
            try (StoreResult result = store.search(query)) {
                Set<String> lines = new TreeSet<>();
                for (Hit hit : result.load(result.candidates())) {
                    StringBuilder line = new StringBuilder(hit.document().id());
                    line.append(' ').append(hit.document().textDigest());
                    line.append(hit.document().informationClass());
                    hit.document().accessGroups().stream().sorted().forEach(line::append);
                    line.append(hit.passage().section()).append(hit.passage().text());
                    Candidate c = hit.candidate();
                    for (Signal s : Fields.SIGNALS) {
                        line.append(' ').append(c.has(s) ? c.score(s) : null);
                    }
                    lines.add(line.append(Arrays.toString(c.sentenceCosines())).toString());
                }
                List<String> all = new ArrayList<>(lines);
                StringBuilder frequencies = new StringBuilder().append(result.passages());
                for (Signal s : Fields.LEXICAL) {
                    frequencies.append(new TreeMap<>(result.frequencies(s)));
                }
                all.add(frequencies.toString());
                return all;
            }
        }
    }
}
