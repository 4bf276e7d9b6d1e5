/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.benchmarks.call;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import se.allmanning.core.audit.AuditRecord;
import se.allmanning.core.catalog.CatalogDocument;
import se.allmanning.core.catalog.CatalogInfo;
import se.allmanning.core.catalog.CertifiedCatalog;
import se.allmanning.core.catalog.ModelDigest;
import se.allmanning.core.catalog.ModelEntry;
import se.allmanning.core.catalog.ModelEntryWriter;
import se.allmanning.core.catalog.Permission;
import se.allmanning.core.home.Configuration;
import se.allmanning.core.home.Home;
import se.allmanning.core.home.Secrets;
import se.allmanning.core.home.Sha256;
import se.allmanning.core.model.CallRecorder;
import se.allmanning.core.model.CallScopes;
import se.allmanning.core.model.ModelCalls;
import se.allmanning.core.model.ModelLender;
import se.allmanning.core.model.ModelOffers;
import se.allmanning.core.model.ModelSettings;
import se.allmanning.core.policy.Crisis;
import se.allmanning.core.policy.MunicipalRules;
import se.allmanning.core.policy.Policy;
import se.allmanning.model.ModelFeature;
import se.allmanning.model.ModelKind;
import se.allmanning.model.ModelNeed;
import se.allmanning.model.ModelOffer;
import se.allmanning.policy.Clearance;
import se.allmanning.policy.Deployment;
import se.allmanning.policy.HostingKind;
import se.allmanning.policy.Purpose;
import se.allmanning.policy.UsageDeclaration;
import se.allmanning.service.Invocation;
import se.allmanning.service.ServiceDescriptor;

/**
 * Prints what the way of a call adds to a model that answers at once, in the process and at a
 * deployment outside of it, with a recorder that keeps nothing: the bare model and the lent one
 * take turns, round by round. Each figure is that of a round, at the median of the rounds.
 */
public final class CallBenchmark {

    private static final int ROUNDS = 30;
    private static final int WARM_UP = 30;
    private static final int CALLS = 2_000;
    private static final int STREAMS = 300;
    private static final Instant EXPIRES = Instant.parse("2100-01-01T00:00:00Z");
    private static final String QUESTION =
            "Jag vill bygga ett uterum på baksidan av mitt hus. Det blir ungefär 18 kvadratmeter"
                    + " och ligger tre meter från grannens tomt. Behöver jag bygglov för det, och"
                    + " vad ska jag i så fall lämna in till byggnadsnämnden?";
    private static final ModelNeed NEED = ModelNeed.chat("answerer").language("sv");
    private static final ServiceDescriptor SERVICE =
            ServiceDescriptor.builder("benchmark")
                    .title("Mätning")
                    .purpose("Measures")
                    .needs(NEED)
                    .usage(UsageDeclaration.of(Purpose.QUESTION_ANSWERING))
                    .build();

    private CallBenchmark() {}

    /** Takes no arguments. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        for (String deployment : List.of(ModelOffer.LOCAL, "hall")) {
            Path home = Files.createTempDirectory("allmanning-call-");
            ModelOffers offers =
                    ModelOffers.load(
                            Home.open(home),
                            Configuration.defaults(),
                            Map.of("instant", new InstantConnector(deployment)),
                            Secrets.ofEnvironment(),
                            Clock.systemUTC());
            Policy policy = policy(offers.all());
            try (offers;
                    ModelCalls calls =
                            new ModelCalls(
                                    new ModelCalls.Tools(
                                            offers,
                                            () -> policy,
                                            new Forgetful(),
                                            ModelSettings.DEFAULT,
                                            Clock.systemUTC(),
                                            time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()),
                                            OpenTelemetry.noop()))) {
                System.out.println("deployment " + deployment);
                ModelLender lender =
                        ModelLender.perCall(
                                calls, () -> CallScopes.service(SERVICE, Invocation.of("local")));
                chat(InstantConnector.chat(), lender.chat(NEED));
                stream(
                        "bare",
                        InstantConnector.streaming(),
                        "bare on another thread",
                        elsewhere(InstantConnector.streaming()));
                stream(
                        "bare",
                        InstantConnector.streaming(),
                        "lent",
                        lender.streaming(NEED.feature(ModelFeature.STREAMING)));
            }
        }
    }

    private static void chat(ChatModel bare, ChatModel lent) {
        Series ours = new Series(CALLS);
        Series theirs = new Series(CALLS);
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            theirs.measure(round >= WARM_UP, () -> call(bare));
            ours.measure(round >= WARM_UP, () -> call(lent));
        }
        print("call", "bare", "lent", theirs, ours, 1);
    }

    private static long call(ChatModel model) {
        long start = System.nanoTime();
        String answer = model.chat(QUESTION);
        long nanos = System.nanoTime() - start;
        if (answer.isEmpty()) {
            throw new IllegalStateException("The model answered nothing.");
        }
        return nanos;
    }

    private static void stream(
            String one, StreamingChatModel bare, String other, StreamingChatModel lent) {
        Series oursFirst = new Series(STREAMS);
        Series theirsFirst = new Series(STREAMS);
        Series oursRest = new Series(STREAMS);
        Series theirsRest = new Series(STREAMS);
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            boolean counts = round >= WARM_UP;
            Listener[] last = new Listener[1];
            theirsFirst.measure(
                    counts,
                    () -> {
                        last[0] = listen(bare);
                        theirsRest.add(counts, last[0].rest());
                        return last[0].first();
                    });
            oursFirst.measure(
                    counts,
                    () -> {
                        last[0] = listen(lent);
                        oursRest.add(counts, last[0].rest());
                        return last[0].first();
                    });
        }
        print("to the first token", one, other, theirsFirst, oursFirst, 1);
        print("each token after it", one, other, theirsRest, oursRest, InstantConnector.PIECES - 1);
    }

    /** The model on a thread of its own, as a client of a remote one has it. */
    private static StreamingChatModel elsewhere(StreamingChatModel model) {
        return new StreamingChatModel() {
            @Override
            public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
                Thread.ofVirtual().start(() -> model.doChat(request, handler));
            }
        };
    }

    private static Listener listen(StreamingChatModel model) {
        Listener listener = new Listener();
        model.chat(QUESTION, listener);
        listener.await();
        return listener;
    }

    @SuppressWarnings("SystemOut")
    private static void print(
            String what, String one, String other, Series bare, Series lent, int parts) {
        System.out.printf(
                Locale.ROOT,
                "  %s, us: %s p50 %.2f p99 %.2f; %s p50 %.2f p99 %.2f; added p50 %.2f p99"
                        + " %.2f%n",
                what,
                one,
                bare.micros(0.5) / parts,
                bare.micros(0.99) / parts,
                other,
                lent.micros(0.5) / parts,
                lent.micros(0.99) / parts,
                (lent.micros(0.5) - bare.micros(0.5)) / parts,
                (lent.micros(0.99) - bare.micros(0.99)) / parts);
    }

    /** Times in nanoseconds, of the rounds that count. */
    private static final class Series {
        private final int perRound;
        private final long[] nanos;
        private int count;

        Series(int perRound) {
            this.perRound = perRound;
            this.nanos = new long[ROUNDS * perRound];
        }

        void measure(boolean counts, LongSupplier once) {
            for (int i = 0; i < perRound; i++) {
                add(counts, once.getAsLong());
            }
        }

        void add(boolean counts, long value) {
            if (counts) {
                nanos[count] = value;
                count++;
            }
        }

        /** The median over the rounds, so that a machine that was busy for one says nothing. */
        double micros(double quantile) {
            double[] rounds = new double[count / perRound];
            for (int i = 0; i < rounds.length; i++) {
                long[] round = Arrays.copyOfRange(nanos, i * perRound, (i + 1) * perRound);
                Arrays.sort(round);
                rounds[i] = round[(int) (perRound * quantile)] / 1e3;
            }
            Arrays.sort(rounds);
            return rounds[rounds.length / 2];
        }
    }

    /** When the first token came and when the last. */
    private static final class Listener implements StreamingChatResponseHandler {
        private final CountDownLatch done = new CountDownLatch(1);
        private final long start = System.nanoTime();
        private volatile long firstAt;
        private volatile long endAt;
        private volatile boolean failed;

        @Override
        public void onPartialResponse(String token) {
            if (firstAt == 0) {
                firstAt = System.nanoTime();
            }
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            endAt = System.nanoTime();
            done.countDown();
        }

        @Override
        public void onError(Throwable error) {
            failed = true;
            done.countDown();
        }

        void await() {
            try {
                if (!done.await(1, TimeUnit.MINUTES) || failed) {
                    throw new IllegalStateException("The model did not answer.");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        long first() {
            return firstAt - start;
        }

        long rest() {
            return endAt - firstAt;
        }
    }

    /** Records nothing, but makes the fingerprints. */
    private static final class Forgetful implements CallRecorder {
        @Override
        public Room reserve() {
            return () -> {};
        }

        @Override
        public List<String> append(List<AuditRecord> records) {
            if (records.isEmpty()) {
                throw new IllegalStateException("Nothing was recorded.");
            }
            return Collections.nCopies(records.size(), "none");
        }

        @Override
        public void keep(String record, String authority, List<String> input, String output) {}

        @Override
        public String fingerprint(List<String> content) {
            return Sha256.of(String.join("\n", content));
        }
    }

    private static Policy policy(List<ModelOffer> offers) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("_type", "catalog").put("format", 1);
        var models = payload.putArray("models");
        for (ModelOffer offer : offers) {
            models.add(ModelEntryWriter.write(entry(offer)));
        }
        CertifiedCatalog catalog =
                CertifiedCatalog.of(
                        List.of(
                                new CatalogDocument(
                                        "catalog", null, List.of("*"), EXPIRES, false, payload)),
                        new CatalogInfo("Benchmark", "benchmark-1", null));
        Deployment hall =
                Deployment.builder("hall", HostingKind.ON_PREMISES)
                        .operator("Kommunen")
                        .jurisdiction("SE")
                        .country("SE")
                        .noTraining(true)
                        .build();
        return Policy.of(catalog, List.of(hall), MunicipalRules.NONE, Crisis.NONE);
    }

    private static ModelEntry entry(ModelOffer offer) {
        return ModelEntry.builder(offer.model(), ModelKind.CHAT)
                .digests(offer.digest().map(d -> new ModelDigest("original", d)).stream().toList())
                .licence("EUPL-1.2")
                .languages(Set.of("sv"))
                .features(offer.features())
                .clearance(Clearance.parse("K2R2T2"))
                .sectors(Permission.ALL)
                .purposes(Permission.ALL)
                .riskClasses(Permission.ALL)
                .build();
    }
}
