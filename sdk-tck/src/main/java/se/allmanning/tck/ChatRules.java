/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.tck;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Questions and answers as a whole. */
abstract class ChatRules extends Rules {

    /** Swedish, Sámi, emoji with joiners and flags, quotes, controls and line separators. */
    static final String HARD_TEXT =
            "Räksmörgås å ä ö Å Ä Ö é — \"citat\" \\ snedstreck /\n\tny rad, Giehtagir'ji čŋš, "
                    + "e\u0301, 👩‍👩‍👧‍👦 🇸🇪 𝄞 \u2028\u2029 <b>&amp;</b> data: [DONE] {\"a\":1} slut";

    @Test
    @DisplayName("ALM-C-020 the answer is kept character for character")
    @Rule(
            value = "ALM-C-020",
            asks = "The text of an answer is that of the provider, character for character.",
            intent = "A quote that differs by one character does not resolve.",
            needs = Feature.CHAT)
    void answerText() {
        answers(ChatAnswer.of(HARD_TEXT));
        Check.equal("The answer", HARD_TEXT, bench().ask(bench().chat()).aiMessage().text());
    }

    @Test
    @DisplayName("ALM-C-021 the conversation arrives whole and in order")
    @Rule(
            value = "ALM-C-021",
            asks =
                    "System, user and assistant messages reach the provider in their order,"
                            + " character for character.",
            intent = "The system message carries the rules; it must stay first and whole.",
            needs = Feature.CHAT)
    void conversation() {
        answers(ChatAnswer.of("Ja."));
        ChatRequest request =
                ChatRequest.builder()
                        .messages(
                                SystemMessage.from("Regler: " + HARD_TEXT),
                                UserMessage.from("Ett"),
                                AiMessage.from("Två"),
                                UserMessage.from(HARD_TEXT))
                        .build();
        var model = bench().chat();
        bench().call("a chat call", () -> model.chat(request));
        List<AskedChat.Turn> turns = onlyChat().turns();
        Check.equal(
                "The roles",
                List.of("system", "user", "assistant", "user"),
                turns.stream().map(AskedChat.Turn::role).toList());
        Check.equal(
                "The texts",
                List.of("Regler: " + HARD_TEXT, "Ett", "Två", HARD_TEXT),
                turns.stream().map(AskedChat.Turn::text).toList());
    }

    @Test
    @DisplayName("ALM-C-022 usage is reported as given")
    @Rule(
            value = "ALM-C-022",
            asks = "Input, output and total tokens are those that the provider reports.",
            intent = "Budgets and invoices are checked against them.",
            needs = Feature.CHAT)
    void usage() {
        answers(ChatAnswer.of("Ja.").usage(1237, 41));
        TokenUsage usage = bench().ask(bench().chat()).tokenUsage();
        Check.that(usage != null, "The answer tells the usage.");
        Check.equal("Input tokens", 1237, usage.inputTokenCount());
        Check.equal("Output tokens", 41, usage.outputTokenCount());
        Check.equal("Total tokens", 1278, usage.totalTokenCount());
    }

    @Test
    @DisplayName("ALM-C-023 usage that is not given stays absent")
    @Rule(
            value = "ALM-C-023",
            asks = "Where the provider reports no usage, none is reported, not zero.",
            intent = "Zero would be a claim that nobody made.",
            needs = Feature.CHAT)
    void noUsage() {
        answers(ChatAnswer.of("Ja."));
        absent(bench().ask(bench().chat()).tokenUsage());
    }

    static void absent(@Nullable TokenUsage usage) {
        Check.that(
                usage == null
                        || (usage.inputTokenCount() == null
                                && usage.outputTokenCount() == null
                                && usage.totalTokenCount() == null),
                "No usage is reported, found " + usage + ".");
    }

    @Test
    @DisplayName("ALM-C-024 the reason of the end is told")
    @Rule(
            value = "ALM-C-024",
            asks = "Stop, length and content filter are told apart as the finish reason.",
            intent = "An answer that was cut by its length must not pass as whole.",
            needs = Feature.CHAT)
    void finishReason() {
        var model = bench().chat();
        for (FinishReason reason :
                List.of(FinishReason.STOP, FinishReason.LENGTH, FinishReason.CONTENT_FILTER)) {
            answers(ChatAnswer.of("Ja.").finish(reason));
            Check.equal("The finish reason", reason, bench().ask(model).finishReason());
        }
    }

    @Test
    @DisplayName("ALM-C-025 temperature, most tokens and stop sequences are passed on")
    @Rule(
            value = "ALM-C-025",
            asks = "Temperature, most output tokens and stop sequences reach the provider.",
            intent = "A service that asks for care or brevity gets it.",
            needs = Feature.CHAT)
    void parameters() {
        answers(ChatAnswer.of("Ja."));
        var model = bench().chat();
        bench().call(
                        "a chat call",
                        () ->
                                model.chat(
                                        Bench.request("Hej").toBuilder()
                                                .temperature(0.25)
                                                .maxOutputTokens(77)
                                                .stopSequences(List.of("SLUT", "§§"))
                                                .build()));
        AskedChat asked = onlyChat();
        Check.equal("The temperature", 0.25, asked.temperature());
        Check.equal("The most tokens", 77, asked.maxTokens());
        Check.equal("The stop sequences", List.of("SLUT", "§§"), asked.stop());
    }

    @Test
    @DisplayName("ALM-C-026 what is not asked for is not sent")
    @Rule(
            value = "ALM-C-026",
            level = Rule.Level.SHOULD,
            asks = "Temperature, most tokens, stop sequences, tools and schema are sent on demand.",
            intent = "A default that a connector invents is a default that nobody decided.",
            needs = Feature.CHAT)
    void noParameters() {
        answers(ChatAnswer.of("Ja."));
        bench().ask(bench().chat());
        AskedChat asked = onlyChat();
        Check.equal("The temperature", null, asked.temperature());
        Check.equal("The most tokens", null, asked.maxTokens());
        Check.equal("The stop sequences", List.of(), asked.stop());
        Check.equal("The tools", List.of(), asked.tools());
        Check.equal("The schema", null, asked.schema());
    }

    @Test
    @DisplayName("ALM-C-027 the key comes with the request")
    @Rule(
            value = "ALM-C-027",
            asks = "The request carries the secret that the configuration names.",
            intent = "Without it no provider answers, and another's key would bill another.")
    void key() {
        bench().server.script((call, exchange) -> exchange.send(Probe.good(bench(), call)));
        bench().call("the call", Probe.of(bench()).asking("Hej"));
        Check.that(
                bench().wire.key(onlyCall()).equals(Bench.KEY),
                "The request carries the key of the configuration.");
    }

    @Test
    @DisplayName("ALM-C-028 an answer that arrives byte by byte is kept")
    @Rule(
            value = "ALM-C-028",
            asks = "An answer whose characters are split between packets is kept whole.",
            intent = "Packets know nothing of characters; å is two bytes.",
            needs = Feature.CHAT)
    void byteByByte() {
        bench().server
                .script((call, exchange) ->
                        exchange.drip(bench().wire.chat(ChatAnswer.of(HARD_TEXT))));
        Check.equal("The answer", HARD_TEXT, bench().ask(bench().chat()).aiMessage().text());
    }

    @Test
    @DisplayName("ALM-C-029 an empty answer is an answer")
    @Rule(
            value = "ALM-C-029",
            level = Rule.Level.SHOULD,
            asks = "An answer without text is returned as such, with its finish reason.",
            intent = "A filter may leave nothing; the caller is told why instead of a fault.",
            needs = Feature.CHAT)
    void emptyAnswer() {
        answers(ChatAnswer.of("").finish(FinishReason.CONTENT_FILTER));
        ChatResponse response = bench().ask(bench().chat());
        String text = response.aiMessage().text();
        Check.that(text == null || text.isEmpty(), "The answer has no text, found " + text + ".");
        Check.equal("The finish reason", FinishReason.CONTENT_FILTER, response.finishReason());
    }

    @Test
    @DisplayName("ALM-C-030 a call is one request")
    @Rule(
            value = "ALM-C-030",
            asks = "A call that succeeds makes exactly one request, by POST.",
            intent = "Every request costs, and every request is a disclosure.",
            needs = Feature.CHAT)
    void oneRequest() {
        answers(ChatAnswer.of("Ja."));
        bench().ask(bench().chat());
        Check.equal("The method", "POST", onlyCall().method());
    }
}
