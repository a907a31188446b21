package io.rowlock.slowposts;

import io.rowlock.web.caller.AccessRules;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** POSTs that count how often they are carried out, across all apps of this process, and wait or fail as they are told. */
@RestController
@RequestMapping("/api/slow-posts")
public class SlowPosts {
    private static final Map<String, AtomicInteger> TIMES = new ConcurrentHashMap<>();
    private static final Map<String, Gate> GATES = new ConcurrentHashMap<>();

    /** Where a request stays inside until it is let out. */
    public record Gate(CountDownLatch reached, CountDownLatch open) {
        public void awaitArrival() throws InterruptedException {
            if (!reached.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nobody came");
            }
        }

        public void letOut() {
            open.countDown();
        }

        void stay() throws InterruptedException {
            reached.countDown();
            if (!open.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nobody let it out");
            }
        }
    }

    record Order(String what, int status) {}

    record Done(String what, int times) {}

    @Bean
    AccessRules slowPostsAreForCallers() {
        return access -> access.anyCaller(HttpMethod.POST, "/api/slow-posts", "/api/slow-posts/thrown");
    }

    public static int times(String what) {
        return TIMES.getOrDefault(what, new AtomicInteger()).get();
    }

    /** The first one of that name stays inside until it is let out. */
    public static Gate gateFor(String what) {
        var gate = new Gate(new CountDownLatch(1), new CountDownLatch(1));
        GATES.put(what, gate);
        return gate;
    }

    @PostMapping
    ResponseEntity<Done> order(@RequestBody Order order) throws InterruptedException {
        int times = carriedOut(order.what());
        var gate = GATES.get(order.what());
        if (gate != null && times == 1) {
            gate.stay();
        }
        return ResponseEntity.status(order.status())
                .header("Rowlock-Position", "position-" + times)
                .header("Location", "/api/slow-posts/" + times)
                .body(new Done(order.what(), times));
    }

    @PostMapping("/thrown")
    void thrown(@RequestBody Order order) {
        carriedOut(order.what());
        if (order.status() == 500) {
            throw new IllegalStateException("Thrown as told");
        }
        throw new ResponseStatusException(HttpStatus.valueOf(order.status()));
    }

    private static int carriedOut(String what) {
        return TIMES.computeIfAbsent(what, it -> new AtomicInteger()).incrementAndGet();
    }
}
