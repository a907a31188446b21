package io.rowlock.local;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** Behaves like an app as far as its process goes, and badly if told to. */
final class PretendApp {
    static final String DIE = "--die";
    static final String NEVER_READY = "--never-ready";
    static final String REFUSE_TO_STOP = "--refuse-to-stop";
    static final String LAST_WORDS = "I cannot go on";

    private PretendApp() {}

    public static void main(String... arguments) throws Exception {
        var told = Arrays.asList(arguments);
        if (told.contains(DIE)) {
            System.out.println(LAST_WORDS);
            System.exit(3);
        }
        if (told.contains(REFUSE_TO_STOP)) {
            Runtime.getRuntime().addShutdownHook(new Thread(PretendApp::waitForEver));
        }
        int port = Integer.parseInt(arguments[0].substring("--server.port=".length()));
        var http = HttpServer.create(new InetSocketAddress(port), 0);
        http.createContext("/actuator/health/readiness", exchange -> {
            exchange.sendResponseHeaders(told.contains(NEVER_READY) ? 503 : 200, -1);
            exchange.close();
        });
        http.start();
    }

    private static void waitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
