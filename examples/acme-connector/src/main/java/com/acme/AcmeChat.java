/* SPDX-License-Identifier: EUPL-1.2 */
package com.acme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import se.allmanning.spi.BoundedModel;
import se.allmanning.spi.ModelCallException;
import se.allmanning.spi.ModelCallException.Reason;

/** Speaks to Acme. Tries once, tells what failed, and says nothing of key or prompt. */
record AcmeChat(URI url, String key, String model, Clock clock, HttpClient client, Duration left)
        implements ChatModel, BoundedModel<ChatModel>, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 8 << 20;

    @Override
    public ChatModel within(Duration time) {
        return new AcmeChat(url, key, model, clock, client, time);
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        JsonNode root = read(post(write(request)));
        JsonNode choice = root.path("choices").path(0);
        if (!choice.path("message").path("content").isTextual()) {
            throw failure(Reason.MALFORMED, "the answer is not of the protocol");
        }
        JsonNode usage = root.path("usage");
        return ChatResponse.builder()
                .aiMessage(AiMessage.from(choice.path("message").path("content").asText()))
                .finishReason(
                        switch (choice.path("finish_reason").asText()) {
                            case "stop" -> FinishReason.STOP;
                            case "length" -> FinishReason.LENGTH;
                            case "content_filter" -> FinishReason.CONTENT_FILTER;
                            default -> FinishReason.OTHER;
                        })
                .tokenUsage(
                        usage.isObject()
                                ? new TokenUsage(
                                        usage.path("prompt_tokens").asInt(),
                                        usage.path("completion_tokens").asInt(),
                                        usage.path("total_tokens").asInt())
                                : null)
                .build();
    }

    private String write(ChatRequest request) {
        if (!request.toolSpecifications().isEmpty() || request.responseFormat() != null) {
            throw new UnsupportedOperationException("acme has neither tools nor schemas.");
        }
        ObjectNode root = JSON.createObjectNode().put("model", model);
        for (ChatMessage message : request.messages()) {
            ObjectNode one = root.withArray("messages").addObject();
            if (message instanceof SystemMessage system) {
                one.put("role", "system").put("content", system.text());
            } else if (message instanceof AiMessage ai) {
                one.put("role", "assistant").put("content", ai.text());
            } else if (message instanceof UserMessage user && user.hasSingleText()) {
                one.put("role", "user").put("content", user.singleText());
            } else {
                throw new UnsupportedOperationException("acme reads text only.");
            }
        }
        if (request.temperature() != null) {
            root.put("temperature", request.temperature());
        }
        if (request.maxOutputTokens() != null) {
            root.put("max_tokens", request.maxOutputTokens());
        }
        if (request.stopSequences() != null) {
            request.stopSequences().forEach(root.withArray("stop")::add);
        }
        return root.toString();
    }

    private static JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    /** The whole body; the alarm closes it at the deadline, whatever the provider does. */
    private byte[] post(String body) {
        HttpRequest request =
                HttpRequest.newBuilder(url)
                        .header("authorization", "Bearer " + key)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        long end = System.nanoTime() + left.toNanos();
        CompletableFuture<HttpResponse<InputStream>> call =
                client.sendAsync(request, BodyHandlers.ofInputStream());
        HttpResponse<InputStream> answer;
        try {
            answer = call.get(left.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            call.cancel(true);
            throw failure(Reason.TIMEOUT, "no answer within " + left);
        } catch (ExecutionException e) {
            throw failure(Reason.CONNECTION, "no connection");
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw failure(Reason.CANCELLED, "the call was interrupted");
        }
        try (InputStream in = answer.body()) {
            CompletableFuture.delayedExecutor(end - System.nanoTime(), TimeUnit.NANOSECONDS)
                    .execute(() -> close(in));
            if (answer.statusCode() != 200) {
                throw refused(answer);
            }
            byte[] all = in.readNBytes(MOST + 1);
            if (all.length > MOST) {
                throw failure(Reason.MALFORMED, "the answer is too long");
            }
            return all;
        } catch (IOException e) {
            throw System.nanoTime() >= end
                    ? failure(Reason.TIMEOUT, "no whole answer within " + left)
                    : failure(Reason.CUT_OFF, "the answer ended before its end");
        }
    }

    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ModelCallException refused(HttpResponse<?> answer) {
        int status = answer.statusCode();
        Reason reason =
                switch (status) {
                    case 401, 403 -> Reason.AUTHENTICATION;
                    case 404 -> Reason.NOT_FOUND;
                    case 400, 413, 422 -> Reason.REJECTED;
                    case 429 -> Reason.RATE_LIMITED;
                    default ->
                            status >= 500 || status == 408 || status == 409
                                    ? Reason.OVERLOADED
                                    : Reason.MALFORMED;
                };
        String wait = answer.headers().firstValue("retry-after").orElse("");
        return new ModelCallException(
                reason, url.getHost() + " answered " + status + ".", status, wait(wait), null);
    }

    private @Nullable Duration wait(String value) {
        if (value.matches("[0-9]{1,6}")) {
            return Duration.ofSeconds(Integer.parseInt(value));
        }
        try {
            ZonedDateTime until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), until);
            return wait.isNegative() ? null : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private ModelCallException failure(Reason reason, String what) {
        return new ModelCallException(reason, url.getHost() + ": " + what + ".", null, null, null);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    @Override
    public String toString() {
        return "AcmeChat[" + url + "]";
    }
}
