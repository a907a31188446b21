package io.rowlock.query.seatmap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Writes what streams are told, in the form of server-sent events. */
final class Message {
    private final JsonMapper json;

    Message(JsonMapper json) {
        this.json = json;
    }

    byte[] of(House house, long version, List<Change> changes, Cursor upTo) {
        var told = new SeatChanges(
                version,
                changes.stream()
                        .map(change -> new SeatChanges.SeatChange(house.nameOf(change.seat()), change.letter()))
                        .toList());
        return joined("id: " + upTo.encoded() + "\ndata: ", json.writeValueAsBytes(told));
    }

    /** No message to the client, but its place is kept up to date, and a client that is gone is noticed. */
    byte[] alive(Cursor upTo) {
        return (": alive\nid: " + upTo.encoded() + "\n\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Without an id: whoever comes back with the old one is told the same. */
    byte[] startAgain(String reason) {
        return joined("event: start-again\ndata: ", json.writeValueAsBytes(new SeatChanges.StartAgain(reason)));
    }

    private static byte[] joined(String before, byte[] data) {
        var bytes = new ByteArrayOutputStream(before.length() + data.length + 2);
        bytes.writeBytes(before.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(data);
        bytes.writeBytes(new byte[] {'\n', '\n'});
        return bytes.toByteArray();
    }
}
