package io.rowlock.command.identity;

import static io.rowlock.command.identity.IdentityRefused.Reason.EMAIL_TAKEN;
import static io.rowlock.command.identity.IdentityRefused.Reason.NO_SUCH_ACCOUNT;
import static io.rowlock.command.identity.IdentityRefused.Reason.REFRESH_TOKEN_NOT_VALID;
import static io.rowlock.command.identity.IdentityRefused.Reason.WRONG_CREDENTIALS;
import static io.rowlock.command.identity.IdentityRefused.because;

import io.rowlock.command.platform.Marks;
import io.rowlock.web.caller.Role;
import java.time.Clock;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Where people sign up, are let in, and leave. */
@Component
class FrontDesk {
    private final Accounts accounts;
    private final Sessions sessions;
    private final Passwords passwords;
    private final AccessTokens accessTokens;
    private final Marks marks;
    private final Clock clock;

    /** What a caller takes along. */
    record LetIn(String accessToken, long expiresInSeconds, RefreshToken refreshToken) {}

    FrontDesk(
            Accounts accounts,
            Sessions sessions,
            Passwords passwords,
            AccessTokens accessTokens,
            Marks marks,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.passwords = passwords;
        this.accessTokens = accessTokens;
        this.marks = marks;
        this.clock = clock;
    }

    UserId signUp(String email, String password, String name) {
        return register(email, password, name, Set.of(Role.BUYER));
    }

    UserId register(String email, String password, String name, Set<Role> roles) {
        if (accounts.withEmail(email).isPresent()) {
            throw because(EMAIL_TAKEN); // known before the costly part
        }
        var account = new Account(UserId.marked(marks.next()), email, name, passwords.hashed(password), roles);
        if (!accounts.add(account, clock.instant())) {
            throw because(EMAIL_TAKEN);
        }
        return account.userId();
    }

    LetIn logIn(String email, String password) {
        var account = accounts.withEmail(email);
        if (!passwords.match(password, account)) {
            throw because(WRONG_CREDENTIALS);
        }
        var known = account.orElseThrow(() -> because(WRONG_CREDENTIALS));
        return letIn(known, sessions.begin(known.userId()));
    }

    LetIn refresh(String refreshToken) {
        var renewed = RefreshToken.parsed(refreshToken)
                .flatMap(sessions::renew)
                .orElseThrow(() -> because(REFRESH_TOKEN_NOT_VALID));
        var account = accounts.withId(renewed.userId()).orElseThrow(() -> because(REFRESH_TOKEN_NOT_VALID));
        return letIn(account, renewed.token());
    }

    /** Nothing to refuse: whatever the token was, it does not count afterwards. */
    void logOut(String refreshToken) {
        RefreshToken.parsed(refreshToken).ifPresent(sessions::end);
    }

    Account account(UserId userId) {
        return accounts.withId(userId).orElseThrow(() -> because(NO_SUCH_ACCOUNT));
    }

    void erase(UserId userId) {
        accounts.erase(userId);
    }

    private LetIn letIn(Account account, RefreshToken refreshToken) {
        return new LetIn(
                accessTokens.issueTo(account.userId(), account.roles()), accessTokens.lastSeconds(), refreshToken);
    }
}
