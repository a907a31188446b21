package io.rowlock.command.identity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes and checks passwords, a bounded number at a time.
 *
 * <p>bcrypt, because it needs no more memory when thousands log in at once, as they do before a sale. It is all CPU, so
 * it runs on a few threads of the operating system's own: on virtual threads it would keep the carriers, and with them
 * everybody who is just holding a seat, from being served.
 */
@Component
class Passwords implements DisposableBean {
    /** bcrypt reads no further. */
    static final int MOST_BYTES = 72;

    static final int LEAST_CHARACTERS = 8;

    /** A caller who waited this long has most likely gone. */
    private static final long PATIENCE_SECONDS = 10;

    private final PasswordEncoder encoder;
    private final ThreadPoolExecutor workers;

    /** No one's password; checked when there is no account, so that this takes as long as a wrong password does. */
    private final String nobodys;

    Passwords(IdentitySettings settings, SecureRandom chance) {
        var cost = settings.hashing();
        // The algorithm's name stands before each hash, so that another one can be taken up later.
        encoder = new DelegatingPasswordEncoder(
                "bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(cost.strength(), chance)));
        workers = new ThreadPoolExecutor(
                cost.atOnce(),
                cost.atOnce(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(cost.waiting()),
                Thread.ofPlatform().name("password-", 0).daemon().factory());
        nobodys = encode(Long.toString(chance.nextLong()));
    }

    static boolean canBeHashed(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }

    String hashed(String password) {
        return inTurn(() -> encode(password));
    }

    /** Takes the same time whether there is an account or not. */
    boolean match(String password, Optional<Account> account) {
        var hash = account.map(Account::passwordHash).orElse(nobodys);
        // bcrypt would give up at once on no text, and not look at further bytes: nothing matches, but work is done.
        boolean possible = !password.isEmpty() && canBeHashed(password);
        var read = possible ? password : "impossible";
        return inTurn(() -> encoder.matches(read, hash)) && possible && account.isPresent();
    }

    private String encode(String password) {
        var hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("A password became nothing");
        }
        return hash;
    }

    private <T> T inTurn(Callable<T> work) {
        try {
            var turn = workers.submit(work);
            try {
                return turn.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                turn.cancel(true);
                throw new TooManyPasswords(e);
            }
        } catch (RejectedExecutionException e) {
            throw new TooManyPasswords(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooManyPasswords(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A password could not be worked on", e.getCause());
        }
    }

    @Override
    public void destroy() {
        workers.shutdownNow();
    }
}
