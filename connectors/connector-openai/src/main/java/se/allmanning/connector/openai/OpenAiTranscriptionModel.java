/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.audio.AudioTranscriptionModel;
import dev.langchain4j.model.audio.AudioTranscriptionRequest;
import dev.langchain4j.model.audio.AudioTranscriptionResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import se.allmanning.spi.BoundedModel;

/** Writes down speech. Safe for many threads. */
final class OpenAiTranscriptionModel
        implements AudioTranscriptionModel, BoundedModel<AudioTranscriptionModel>, AutoCloseable {

    private static final String PATH = "/audio/transcriptions";

    private final Endpoint endpoint;
    private final ModelSettings model;

    OpenAiTranscriptionModel(Endpoint endpoint, ModelSettings model) {
        this.endpoint = endpoint;
        this.model = model;
    }

    @Override
    public AudioTranscriptionModel within(Duration timeLeft) {
        return new OpenAiTranscriptionModel(endpoint.within(timeLeft), model);
    }

    @Override
    public AudioTranscriptionResponse transcribe(AudioTranscriptionRequest request) {
        CallFaults faults = endpoint.faults(PATH);
        byte[] sound = bytes(request.audio(), faults);
        String type =
                request.audio().mimeType() == null
                        ? "application/octet-stream"
                        : request.audio().mimeType();
        JsonNode answer =
                endpoint.postForm(
                        PATH,
                        form -> {
                            form.addFormDataField("model", model.name());
                            form.addFormDataField("response_format", "json");
                            options(request, form);
                            form.addFormDataFile("file", "audio." + ending(type), type, sound);
                        });
        if (!answer.path("text").isTextual()) {
            throw faults.malformed("has no text", null);
        }
        return AudioTranscriptionResponse.from(answer.path("text").asText());
    }

    private static void options(AudioTranscriptionRequest request, HttpRequest.Builder form) {
        if (request.language() != null) {
            form.addFormDataField("language", request.language());
        }
        if (request.prompt() != null) {
            form.addFormDataField("prompt", request.prompt());
        }
        if (request.temperature() != null) {
            form.addFormDataField("temperature", request.temperature().toString());
        }
    }

    private static byte[] bytes(Audio audio, CallFaults faults) {
        if (audio.binaryData() != null) {
            return audio.binaryData();
        }
        if (audio.base64Data() == null) {
            throw faults.rejected("The audio is given by its address. Give its bytes instead.");
        }
        try {
            return Base64.getDecoder().decode(audio.base64Data());
        } catch (IllegalArgumentException e) {
            throw faults.rejected("The audio is no Base64. Give its bytes instead.");
        }
    }

    /** Servers go by the file's ending. */
    private static String ending(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "audio/mpeg", "audio/mp3" -> "mp3";
            case "audio/mp4", "audio/m4a", "audio/x-m4a" -> "m4a";
            case "audio/ogg", "audio/opus" -> "ogg";
            case "audio/webm", "video/webm" -> "webm";
            case "audio/flac", "audio/x-flac" -> "flac";
            default -> "wav";
        };
    }

    @Override
    public ModelProvider provider() {
        return ModelProvider.OTHER;
    }

    @Override
    public void close() {
        endpoint.close();
    }

    @Override
    public String toString() {
        return "OpenAiTranscriptionModel[" + model.offer().model() + "]";
    }
}
