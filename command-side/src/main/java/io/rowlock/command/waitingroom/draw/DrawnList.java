package io.rowlock.command.waitingroom.draw;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntFunction;

/** The receipts of those who were drawn, in the order in which they came, read part by part. */
public final class DrawnList {
    /** So many receipts are written and read at a time. */
    public static final int PART = 5_000;

    static final int RECEIPT_BYTES = 16;

    private final long places;
    private final IntFunction<byte[]> parts;

    DrawnList(long places, IntFunction<byte[]> parts) {
        this.places = places;
        this.parts = parts;
    }

    /** How many of them are kept so far. */
    public long places() {
        return places;
    }

    /** The receipts of one part. */
    List<String> part(int first) {
        var part = parts.apply(first);
        var receipts = new ArrayList<String>();
        for (int at = 0; at < part.length; at += RECEIPT_BYTES) {
            receipts.add(HexFormat.of().formatHex(part, at, at + RECEIPT_BYTES));
        }
        return receipts;
    }

    static byte[] part(List<String> receipts) {
        return HexFormat.of().parseHex(String.join("", receipts));
    }
}
