package io.rowlock.command.identity;

import io.rowlock.web.caller.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where accounts lie: an ordinary table, so that a person can be erased from it. */
@Repository
class Accounts {
    private final JdbcClient sql;

    Accounts(JdbcClient sql) {
        this.sql = sql;
    }

    /** Whether it was added: the table's unique e-mail decides, also between two instances. */
    boolean add(Account account, Instant now) {
        return sql.sql("""
                        INSERT INTO account (user_id, email, name, password_hash, roles, created_at)
                        VALUES (:userId, :email, :name, :passwordHash, string_to_array(:roles, ','), :now)
                        ON CONFLICT (lower(email)) DO NOTHING""")
                        .param("userId", account.userId().value())
                        .param("email", account.email())
                        .param("name", account.name())
                        .param("passwordHash", account.passwordHash())
                        .param(
                                "roles",
                                account.roles().stream()
                                        .map(Role::name)
                                        .sorted()
                                        .collect(Collectors.joining(",")))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<Account> withEmail(String email) {
        return sql.sql("""
                        SELECT user_id, email, name, password_hash, array_to_string(roles, ',') AS roles
                        FROM account WHERE lower(email) = lower(:email)""").param("email", email).query(Accounts::account).optional();
    }

    Optional<Account> withId(UserId userId) {
        return sql.sql("""
                        SELECT user_id, email, name, password_hash, array_to_string(roles, ',') AS roles
                        FROM account WHERE user_id = :userId""")
                .param("userId", userId.value())
                .query(Accounts::account)
                .optional();
    }

    /** With the account go its sessions. */
    void erase(UserId userId) {
        sql.sql("DELETE FROM account WHERE user_id = :userId")
                .param("userId", userId.value())
                .update();
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        return new Account(
                new UserId(row.getString("user_id")),
                row.getString("email"),
                row.getString("name"),
                row.getString("password_hash"),
                Arrays.stream(row.getString("roles").split(",", -1))
                        .filter(it -> !it.isEmpty())
                        .map(Role::valueOf)
                        .collect(Collectors.toSet()));
    }
}
