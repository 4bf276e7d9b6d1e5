/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.services.answers.written;

import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import se.allmanning.knowledge.Answer;
import se.allmanning.knowledge.Knowledge;
import se.allmanning.policy.PolicyDeniedException;
import se.allmanning.service.AllmanningException;
import se.allmanning.service.AllmanningException.Category;
import se.allmanning.service.ServiceContext;
import se.allmanning.spi.ModelCallException;

/**
 * Answers with sentences that a model writes, each of which rests on words that stand in a source;
 * with quotes alone where no model may be used, none answers, or nothing that it wrote could be
 * verified. A piece is handed over through {@link ServiceContext#emit} when it is verified, and the
 * answer's text is exactly those pieces.
 *
 * <p>A question that the extractive answerer finds no answer to is not put to a model: a model
 * could only make one up.
 */
public final class WrittenAnswers {

    /** The role of the model, as the service's descriptor declares it. */
    public static final String ROLE = "answerer";

    /** How long a model is waited for where the call has no deadline. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final ServiceContext context;
    private final Knowledge knowledge;
    private final InstantSource clock;
    private final Supplier<String> boundaries;
    private final Quotes quotes;

    /**
     * For one call.
     *
     * @param knowledge what is searched, lent by the context
     */
    public WrittenAnswers(ServiceContext context, Knowledge knowledge) {
        this(context, knowledge, InstantSource.system(), WrittenAnswers::randomBoundary);
    }

    WrittenAnswers(
            ServiceContext context,
            Knowledge knowledge,
            InstantSource clock,
            Supplier<String> boundaries) {
        this.context = context;
        this.knowledge = knowledge;
        this.clock = clock;
        this.boundaries = boundaries;
        this.quotes = new Quotes(context, knowledge);
    }

    private static String randomBoundary() {
        byte[] bytes = new byte[9];
        RANDOM.nextBytes(bytes);
        return "#" + HexFormat.of().formatHex(bytes);
    }

    /**
     * Answers.
     *
     * @throws AllmanningException if the call is cancelled, its deadline passes before a sentence
     *     is verified, or the knowledge base fails
     */
    public Answer answer(Asked asked) {
        if (asked.quotesOnly()) {
            return quotes.of(Understanding.withoutModel(asked, false), asked).build();
        }
        boolean foreign = asked.language() != null && !isSwedish(asked.language());
        if (!asked.conversation().isEmpty() || foreign) {
            return understoodFirst(asked, foreign, null);
        }
        Answer extract = quotes.find(asked.text());
        if (extract.crossLanguage()) {
            return understoodFirst(asked, true, extract);
        }
        Understanding asIs = Understanding.withoutModel(asked, false);
        return extract.found() ? written(asIs, asked, extract) : extract;
    }

    private static boolean isSwedish(String language) {
        return Texts.primary(language).equals("sv");
    }

    /** Has the model put the question into Swedish, standing on its own, before the search. */
    private Answer understoodFirst(Asked asked, boolean foreign, @Nullable Answer extract) {
        Understanding without = Understanding.withoutModel(asked, foreign);
        Understanding understood;
        try {
            ChatResponse reply =
                    context.chatModel(ROLE).chat(Prompts.understand(asked, boundaries.get()));
            understood =
                    Understanding.read(
                                    Objects.requireNonNullElse(reply.aiMessage().text(), ""), asked)
                            .orElse(without);
        } catch (AllmanningException | LangChain4jException e) {
            Excuse excuse = excuse(e);
            return quotes.of(without, asked).found(extract).because(excuse).build();
        }
        Answer found = quotes.find(understood.question());
        return found.found()
                ? written(understood.byModel(), asked, found)
                : quotes.of(understood.byModel(), asked).found(found).build();
    }

    private Answer written(Understanding understood, Asked asked, Answer extract) {
        Quotes.Result instead = quotes.of(understood, asked).found(extract);
        StreamingChatModel model;
        try {
            model = context.streamingChatModel(ROLE);
        } catch (AllmanningException e) {
            return instead.because(excuse(e)).build();
        }
        String language = understood.language();
        Texts texts = Texts.of(language);
        Contradictions contradictions = new Contradictions(texts);
        Sources sources = Sources.of(understood.question(), knowledge);
        instead.warnings(contradictions.all(List.of(), sources));
        if (sources.list().isEmpty()) {
            return instead.because(Excuse.NOTHING_TO_READ).build();
        }
        String boundary = boundaries.get();
        Verifier verifier =
                new Verifier(sources, Texts.primary(language), boundary, Prompts.ANSWER, texts);
        Composition composition = new Composition(verifier, texts, context::emit);
        Writing writing = new Writing(composition);
        ChatRequest request = Prompts.answer(understood.question(), language, sources, boundary);
        Throwable failure = write(model, request, writing);
        if (failure != null && mustPass(failure, composition.isEmpty())) {
            throw passing(failure);
        }
        if (composition.isEmpty()) {
            return instead.because(excuse(failure, writing.noAnswer(), composition)).build();
        }
        boolean cut = failure != null || writing.cutOff();
        return Answer.builder()
                .text(composition.text())
                .citations(composition.citations())
                .confidence(extract.confidence())
                .crossLanguage(understood.foreign() || extract.crossLanguage())
                .notice(cut ? texts.cutOff() : null)
                .statements(composition.statements())
                .removed(composition.removed())
                .warnings(contradictions.all(composition.citations(), sources))
                .understoodAs(understood.toldTo(asked))
                .provenance(context.provenance(knowledge).toBuilder().generated(true).build())
                .disclosure(context.disclosure(language))
                .build();
    }

    /** Has the model write; returns what it failed with, {@code null} where it did not. */
    private @Nullable Throwable write(
            StreamingChatModel model, ChatRequest request, Writing writing) {
        try {
            model.chat(request, writing);
            return writing.await(patience()) ? writing.failure() : timeout();
        } catch (AllmanningException | LangChain4jException e) {
            writing.close();
            return e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ModelCallException(
                    ModelCallException.Reason.CANCELLED,
                    "The call was cancelled while a model wrote its answer.",
                    null,
                    null,
                    e);
        }
    }

    private Duration patience() {
        Duration left =
                context.invocation()
                        .deadline()
                        .map(d -> Duration.between(clock.instant(), d))
                        .orElse(PATIENCE);
        return left.compareTo(PATIENCE) > 0 ? PATIENCE : left;
    }

    private static ModelCallException timeout() {
        return new ModelCallException(
                ModelCallException.Reason.TIMEOUT,
                "The model did not finish before the call's deadline, or within "
                        + PATIENCE.toMinutes()
                        + " minutes. Allow more time, or ask for quotes only.",
                null,
                null,
                null);
    }

    /** Whether the failure is the caller's to know, not a reason to answer with less. */
    private boolean mustPass(Throwable failure, boolean nothingSaid) {
        if (failure instanceof AllmanningException e
                && (e.category().equals(Category.CANCELLED)
                        || e.category().equals(Category.USAGE))) {
            return true;
        }
        return failure instanceof Error || (nothingSaid && deadlinePassed());
    }

    private boolean deadlinePassed() {
        return context.invocation().deadline().map(d -> !clock.instant().isBefore(d)).orElse(false);
    }

    private static RuntimeException passing(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
    }

    /** Why quotes take the model's place; throws what must reach the caller instead. */
    private Excuse excuse(RuntimeException failure) {
        if (mustPass(failure, true)) {
            throw failure;
        }
        if (failure instanceof PolicyDeniedException denied) {
            return denied.decisions().isEmpty() ? Excuse.NONE_CONFIGURED : Excuse.NO_MODEL;
        }
        return failure instanceof AllmanningException e && e.category().equals(Category.DENIED)
                ? Excuse.NOT_ALLOWED
                : Excuse.UNREACHABLE;
    }

    private Excuse excuse(@Nullable Throwable failure, boolean noAnswer, Composition composition) {
        if (failure instanceof RuntimeException e) {
            return excuse(e);
        }
        if (failure != null) {
            return Excuse.UNREACHABLE;
        }
        return noAnswer && composition.removed().isEmpty()
                ? Excuse.MODEL_FOUND_NOTHING
                : Excuse.NOTHING_VERIFIED;
    }
}
