package io.rowlock.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Where a server shall listen: a number, or 0 for any free one, with the setting by which people move it. */
public record Port(int number, String setting) {
    // Below the range from which systems take the ports of outgoing connections. A client that keeps knocking at a
    // stopped server's port from the same range can end up connected to itself, and then the server cannot come back.
    private static final int FIRST_FREE = 15_000;
    private static final int LAST_FREE = 30_000;
    private static final int TRIES = 200;
    private static final Duration TIME_TO_LET_GO = Duration.ofSeconds(1);

    public Port {
        if (number < 0 || number > 65_535) {
            throw new IllegalArgumentException(setting + " must be from 0 (any free port) to 65535, was " + number);
        }
    }

    public static Port any() {
        return new Port(0, "");
    }

    /** The port to listen on, free at this moment. */
    public int claimedFor(String server) {
        if (number == 0) {
            return anyFree();
        }
        // Whoever listened may be about to end.
        if (!Patience.until(() -> isFree(number), TIME_TO_LET_GO)) {
            throw new ServerCannotStart(server + " cannot start: port " + number
                    + " is taken. Stop what listens there, or choose another with " + setting + ".");
        }
        return number;
    }

    private static int anyFree() {
        var random = ThreadLocalRandom.current();
        for (int i = 0; i < TRIES; i++) {
            int candidate = random.nextInt(FIRST_FREE, LAST_FREE);
            if (isFree(candidate)) {
                return candidate;
            }
        }
        throw new ServerCannotStart("No free port found between " + FIRST_FREE + " and " + LAST_FREE + ".");
    }

    private static boolean isFree(int number) {
        return canListen(new InetSocketAddress(InetAddress.getLoopbackAddress(), number))
                && canListen(new InetSocketAddress(number));
    }

    private static boolean canListen(InetSocketAddress address) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true); // what is only lingering after its end does not count as taken
            socket.bind(address);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
