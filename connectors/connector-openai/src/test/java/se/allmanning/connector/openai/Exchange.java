/* SPDX-License-Identifier: EUPL-1.2 */
package se.allmanning.connector.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A request and a real server's answer, in the pieces in which it came. */
record Exchange(String request, String body, int status, String type, List<String> pieces) {

    static Exchange read(Path file) throws IOException {
        JsonNode node = Endpoint.JSON.readTree(Files.readString(file));
        List<String> pieces = new ArrayList<>();
        node.get("pieces").forEach(piece -> pieces.add(piece.asText()));
        return new Exchange(
                node.get("request").asText(),
                node.get("body").asText(),
                node.get("status").asInt(),
                node.get("type").asText(),
                pieces);
    }

    void write(Path file) throws IOException {
        ObjectNode node = Endpoint.JSON.createObjectNode();
        node.put("request", request).put("body", body).put("status", status).put("type", type);
        pieces.forEach(node.putArray("pieces")::add);
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                Endpoint.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n");
    }

    String answer() {
        return String.join("", pieces);
    }

    /** Without what differs from run to run or tells of the machine. */
    Exchange cleaned() {
        return new Exchange(
                request, body, status, type, pieces.stream().map(Exchange::cleaned).toList());
    }

    private static String cleaned(String text) {
        // Vectors are long, and their last digits tell nothing.
        return text.replaceAll("(\\d\\.\\d\\d)\\d+", "$1")
                .replaceAll("(\"created\": ?)\\d+", "$11700000000")
                .replaceAll("(cmpl-)[0-9a-f-]+", "$11")
                .replaceAll("File \\\\\"[^\"]*\\\\\", line \\d+, in \\w+", "File");
    }

    /** A server that gives this answer once, piece by piece. */
    RawServer served(List<String> heard) throws IOException {
        return new RawServer((in, out) -> {
            heard.add(RawServer.request(in));
            RawServer.write(
                    out,
                    "HTTP/1.1 "
                            + status
                            + " Recorded\r\nContent-Type: "
                            + type
                            + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (String piece : pieces) {
                RawServer.chunk(out, piece);
            }
            RawServer.write(out, "0\r\n\r\n");
            RawServer.closedByPeer(in);
        });
    }

    /** Hands a request on and keeps what is answered. */
    static Exchange relayed(String request, InputStream in, OutputStream out) throws IOException {
        int end = request.indexOf("\r\n\r\n");
        String head =
                request.substring(0, end)
                        .replaceAll("(?im)^(accept-encoding|connection):.*\r?\n", "");
        String body = request.substring(end + 4);
        RawServer.write(
                out,
                head.replace("\r\nHost:", "\r\nConnection: close\r\nHost:") + "\r\n\r\n" + body);
        String answerHead = line(in);
        int status = Integer.parseInt(answerHead.split(" ", 3)[1]);
        String type = "";
        boolean chunked = false;
        int length = -1;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String name = line.substring(0, line.indexOf(':')).toLowerCase(java.util.Locale.ROOT);
            String value = line.substring(line.indexOf(':') + 1).strip();
            switch (name) {
                case "content-type" -> type = value;
                case "content-length" -> length = Integer.parseInt(value);
                case "transfer-encoding" -> chunked = value.equals("chunked");
                default -> {}
            }
        }
        List<String> pieces = new ArrayList<>();
        if (chunked) {
            for (int size = size(in); size > 0; size = size(in)) {
                pieces.add(new String(in.readNBytes(size), StandardCharsets.UTF_8));
                line(in);
            }
        } else {
            byte[] all = length < 0 ? in.readAllBytes() : in.readNBytes(length);
            pieces.add(new String(all, StandardCharsets.UTF_8));
        }
        String first = head.substring(0, head.indexOf("\r\n")).replace(" HTTP/1.1", "");
        return new Exchange(first, body, status, type, pieces);
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }
}
