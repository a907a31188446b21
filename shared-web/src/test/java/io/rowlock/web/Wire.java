package io.rowlock.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to a server byte by byte: no client library would send what these tests send. */
final class Wire {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PATIENCE_MILLIS = 20_000;

    /** What came back. */
    record Answer(int status, Map<String, String> headers, String body) {
        JsonNode json() {
            return JSON.readTree(body);
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private final int port;

    Wire(int port) {
        this.port = port;
    }

    Answer get(String address, String... headers) throws IOException {
        return send(request("GET", address, "", headers));
    }

    Answer post(String address, String json, String... headers) throws IOException {
        var all = new String[headers.length + 1];
        all[0] = "Content-Type: application/json";
        System.arraycopy(headers, 0, all, 1, headers.length);
        return send(request("POST", address, json, all));
    }

    Answer ask(String method, String address, String... headers) throws IOException {
        return send(request(method, address, "", headers));
    }

    static String request(String method, String address, String body, String... headers) {
        var text = new StringBuilder(method + " " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        for (var header : headers) {
            text.append(header).append("\r\n");
        }
        if (!body.isEmpty()) {
            text.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        return text.append("\r\n").append(body).toString();
    }

    Answer send(String bytes) throws IOException {
        return send(bytes.getBytes(StandardCharsets.UTF_8));
    }

    Answer send(byte[] bytes) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            socket.shutdownOutput(); // nothing more will come, even where more was announced
            var all = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(all);
            return parse(all.toString(StandardCharsets.UTF_8));
        }
    }

    private static Answer parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IllegalStateException("Not an HTTP answer: '" + text + "'");
        }
        var lines = text.substring(0, end).split("\r\n", -1);
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon), lines[i].substring(colon + 1).strip());
        }
        var body = text.substring(end + 4);
        if ("chunked".equals(headers.get("Transfer-Encoding"))) {
            body = unchunked(body);
        }
        return new Answer(Integer.parseInt(lines[0].split(" ", -1)[1]), headers, body);
    }

    private static String unchunked(String chunks) {
        var bytes = chunks.getBytes(StandardCharsets.UTF_8);
        var body = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            int lineEnd = at;
            while (bytes[lineEnd] != '\r') {
                lineEnd++;
            }
            int size = Integer.parseInt(new String(bytes, at, lineEnd - at, StandardCharsets.US_ASCII), 16);
            if (size == 0) {
                return body.toString(StandardCharsets.UTF_8);
            }
            body.write(bytes, lineEnd + 2, size);
            at = lineEnd + 2 + size + 2;
        }
    }
}
