package io.rowlock.query.verifier;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables that are verified, by SQL alone. */
@Component
class ReadModel {
    private final JdbcClient tables;
    private final TransactionTemplate oneMoment;

    ReadModel(JdbcClient tables, PlatformTransactionManager transactions) {
        this.tables = tables;
        this.oneMoment = new TransactionTemplate(transactions);
        oneMoment.setReadOnly(true);
        // A head and its leaves are read one after the other, and must be of one moment.
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** The rows of these streams, by what they are about. */
    Map<String, Sheet> of(Book<?> book, Collection<String> streams) {
        return Objects.requireNonNull(oneMoment.execute(_ -> read(book, streams)));
    }

    /** The same within the caller's transaction. */
    Map<String, Sheet> read(Book<?> book, Collection<String> streams) {
        var bySubject = new LinkedHashMap<String, Sheet>();
        // Which subject a row of each table belongs to, by what its leaves name it by.
        var owners = new HashMap<Book.Leaf, Map<String, String>>();
        for (var row : rows(book.head(), streams)) {
            var subject = row.key();
            bySubject.computeIfAbsent(subject, _ -> new Sheet()).add(row);
            remember(book, row, subject, owners);
        }
        for (var leaf : book.leaves()) {
            var subjects = owners.getOrDefault(leaf, Map.of());
            for (var row : rows(leaf.table(), subjects.keySet())) {
                var subject = subjects.get(row.owner());
                if (subject != null) {
                    bySubject.computeIfAbsent(subject, _ -> new Sheet()).add(row);
                    remember(book, row, subject, owners);
                }
            }
        }
        return bySubject;
    }

    private static void remember(
            Book<?> book, Sheet.Row row, String subject, Map<Book.Leaf, Map<String, String>> owners) {
        for (var leaf : book.leaves()) {
            if (leaf.of().equals(row.table())) {
                owners.computeIfAbsent(leaf, _ -> new HashMap<>())
                        .put(String.valueOf(row.value(leaf.column())), subject);
            }
        }
    }

    private List<Sheet.Row> rows(Table table, Collection<String> owners) {
        if (owners.isEmpty()) {
            return List.of();
        }
        var columns = table.allColumns();
        if (!columns.contains(table.owner())) {
            throw new IllegalStateException(table.name() + " does not know its owner");
        }
        return tables.sql("select " + String.join(", ", columns) + " from " + table.name() + " where " + table.owner()
                        + " = any(?)")
                .param(owners.toArray(String[]::new))
                .query((row, _) -> row(table, columns, row))
                .list();
    }

    private static Sheet.Row row(Table table, List<String> columns, ResultSet from) throws SQLException {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i), value(from.getObject(i + 1)));
        }
        return Sheet.Row.of(table, values);
    }

    private static @Nullable Object value(@Nullable Object read) {
        return switch (read) {
            case null -> null;
            case Timestamp moment -> moment.toInstant();
            case Integer number -> number.longValue();
            default -> read;
        };
    }

    /** A row of a head's table by its key, and the stream that it says it is of. */
    record Headed(String key, String stream) {}

    List<Headed> headsAfter(Book<?> book, String key, int most) {
        var head = book.head();
        return tables.sql("select %1$s as key, %2$s as stream from %3$s where %1$s > ? order by %1$s limit ?"
                        .formatted(head.key().getFirst(), head.owner(), head.name()))
                .params(key, most)
                .query((row, _) -> new Headed(row.getString("key"), row.getString("stream")))
                .list();
    }

    /** An owner that a leaf's rows name, and whether it is there. */
    record Owned(String owner, boolean there) {}

    List<Owned> ownersAfter(Book.Leaf leaf, String owner, int most) {
        return tables.sql("""
                        select named.owner, exists (select 1 from %3$s t where t.%4$s = named.owner) as there
                        from (select distinct %1$s as owner from %2$s where %1$s > ? order by owner limit ?) named
                        order by named.owner""".formatted(
                        leaf.table().owner(), leaf.table().name(), leaf.of().name(), leaf.column()))
                .params(owner, most)
                .query((row, _) -> new Owned(row.getString("owner"), row.getBoolean("there")))
                .list();
    }

    /** Those of these owners that rows of the leaf name, and that are not there. */
    List<String> missing(Book.Leaf leaf, Collection<String> owners) {
        return tables.sql("""
                        select distinct l.%1$s from %2$s l where l.%1$s = any(?)
                        and not exists (select 1 from %3$s t where t.%4$s = l.%1$s)""".formatted(
                        leaf.table().owner(), leaf.table().name(), leaf.of().name(), leaf.column()))
                .param(owners.toArray(String[]::new))
                .query((row, _) -> row.getString(1))
                .list();
    }
}
