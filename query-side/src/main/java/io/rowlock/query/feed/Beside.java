package io.rowlock.query.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.util.PSQLState;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A second set of the projections' tables in a schema of their own, made by the app's own migrations, so that one can
 * take the other's place: their columns, indexes and constraints are the same to the name.
 */
final class Beside {
    static final String SCHEMA = "beside";

    /** Where the old ones go. */
    private static final String REPLACED = "replaced";

    /** Of each table; whoever has more has none of them to look at one by one. */
    private static final int MOST_NAMED = 10_000;

    private final Flyway migrations;
    private final DataSource database;
    private final JdbcClient sql;
    private final List<Table<?>> tables;
    private final List<String> groups;
    private final String live;
    private final String history;
    private final List<String> indexes = new ArrayList<>();

    Beside(Flyway migrations, DataSource database, List<Table<?>> tables, Collection<String> groups) {
        this.groups = List.copyOf(groups);
        this.migrations = migrations;
        this.history = migrations.getConfiguration().getTable();
        this.database = database;
        this.sql = JdbcClient.create(database);
        this.tables = tables;
        this.live = sql.sql("select current_schema()").query(String.class).single();
    }

    /** Takes away what a rebuild has left behind that was killed. */
    static void clear(JdbcClient sql) {
        sql.sql("drop schema if exists " + SCHEMA + " cascade").update();
        sql.sql("drop schema if exists " + REPLACED + " cascade").update();
    }

    void make() {
        clear(sql);
        Flyway.configure(migrations.getConfiguration().getClassLoader())
                .configuration(migrations.getConfiguration())
                .dataSource(database)
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .createSchemas(true)
                .load()
                .migrate();
        sql.sql("create schema " + REPLACED).update();
        // An index is cheaper to make of all rows at once. Those that rows are found by while folding have to stay.
        for (var table : tables) {
            var dropped = sql.sql("""
                            select pg_get_indexdef(i.indexrelid) as definition, i.indexrelid::regclass::text as name
                            from pg_index i
                            where i.indrelid = cast(? as regclass)
                              and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)""")
                    .param(SCHEMA + "." + table)
                    .query((row, _) -> new Index(row.getString("name"), row.getString("definition")))
                    .list();
            for (var index : dropped) {
                sql.sql("drop index " + index.name()).update();
                indexes.add(index.definition());
            }
        }
    }

    private record Index(String name, String definition) {}

    /** So that it can be read as fast as the live one from its first moment on. */
    void finish() {
        indexes.forEach(index -> sql.sql(index).update());
        for (var table : tables) {
            sql.sql("vacuum analyze " + SCHEMA + "." + table).update();
        }
    }

    /** What is not the same here and there, or only seems so for the moment. */
    record Differences(Set<String> rows, Set<String> perhaps, Set<String> perhapsMissing) {}

    /**
     * Compares, while both go on.
     *
     * <p>Rows that have seen the same must be the same. Of what is only added, all that is live should be here, and all
     * rows that are here should be live, but for what one of them has not come to yet: that is for a second look.
     */
    Differences differences() {
        var rows = new TreeSet<String>();
        var perhaps = new TreeSet<String>();
        var perhapsMissing = new TreeSet<String>();
        for (var table : tables) {
            if (table.reading().isPresent()) {
                rows.addAll(named(table, """
                        select l.%2$s from %3$s.%1$s l join %4$s.%1$s b using (%2$s)
                        where l.seen = b.seen and row(l.*) is distinct from row(b.*)"""));
                perhapsMissing.addAll(named(table, """
                        select b.%2$s from %4$s.%1$s b
                        where not exists (select 1 from %3$s.%1$s l where l.%2$s = b.%2$s)"""));
            } else if (table.merging().isEmpty()) {
                perhaps.addAll(
                        named(table, "select row(l.*)::text from (table %3$s.%1$s except all table %4$s.%1$s) l"));
                perhapsMissing.addAll(
                        named(table, "select row(b.*)::text from (table %4$s.%1$s except all table %3$s.%1$s) b"));
            }
        }
        return new Differences(rows, perhaps, perhapsMissing);
    }

    private List<String> named(Table<?> table, String query) {
        var all = query.formatted(table, table.keyColumn(), live, SCHEMA) + " limit " + MOST_NAMED;
        return sql.sql(all).query(String.class).list().stream()
                .map(key -> table + " " + key)
                .toList();
    }

    /** A row that has seen less here than the live one. */
    record Behind(String table, String key) {
        @Override
        public String toString() {
            return table + " " + key;
        }
    }

    /** Some may just not have come so far yet. */
    List<Behind> behind() {
        var behind = new ArrayList<Behind>();
        for (var table : following()) {
            behind.addAll(sql.sql(behindIn(table, "true"))
                    .query((row, _) -> new Behind(table.name(), row.getString(1)))
                    .list());
        }
        return behind;
    }

    /** Those of them that still are, though nothing stands still in their streams. */
    private List<Behind> stillBehind(List<Behind> suspects, Connection connection) throws SQLException {
        var still = new ArrayList<Behind>();
        var byTable = suspects.stream()
                .collect(Collectors.groupingBy(
                        Behind::table, TreeMap::new, Collectors.mapping(Behind::key, Collectors.toList())));
        for (var table : following()) {
            var keys = byTable.getOrDefault(table.name(), List.of());
            if (!keys.isEmpty()) {
                var query = behindIn(
                        table,
                        "l." + table.keyColumn() + " = any(?) and not exists (select 1 from " + live
                                + ".dead_letter_entry d where d.sequence_identifier = l.stream"
                                + " and d.processing_group = any(?))");
                try (var statement = connection.prepareStatement(query)) {
                    statement.setArray(1, connection.createArrayOf("text", keys.toArray()));
                    statement.setArray(2, connection.createArrayOf("text", groups.toArray()));
                    try (var rows = statement.executeQuery()) {
                        while (rows.next()) {
                            still.add(new Behind(table.name(), rows.getString(1)));
                        }
                    }
                }
            }
        }
        return still;
    }

    private String behindIn(Table<?> table, String which) {
        return """
                select l.%2$s from (select %2$s, seen, %5$s as stream from %3$s.%1$s) l
                left join %4$s.%1$s b on b.%2$s = l.%2$s
                where (b.seen is null or b.seen < l.seen) and %6$s""".formatted(table, table.keyColumn(), live, SCHEMA, table.stream(), which);
    }

    private List<Table<?>> following() {
        return tables.stream().filter(table -> table.reading().isPresent()).toList();
    }

    /** What came of trying to put these tables in the place of the live ones. */
    sealed interface Switched {
        record Done() implements Switched {}

        /** Others used the tables too long; nothing has changed. */
        record HeldUp() implements Switched {}

        /** The live tables are of another version than these; nothing has changed. */
        record MigratedMeanwhile() implements Switched {}

        /** These rows would go back; nothing has changed. */
        record WouldGoBack(List<Behind> rows) implements Switched {}
    }

    /** Brings what is beside as far as the live projections have come; says whether it could in time. */
    interface CatchingUp {
        boolean catchUp(Connection connection) throws SQLException, InterruptedException;
    }

    /**
     * Puts these tables in the place of the live ones.
     *
     * <p>First nobody may write to them any more, and what is missing here is caught up with, while everybody goes on
     * reading. Then, for the moment of the exchange, nobody may read either. Whoever waits finds the new tables.
     */
    Switched takeTheirPlace(Connection connection, List<Behind> suspects, CatchingUp rest, RebuildSettings settings)
            throws SQLException, InterruptedException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "set local lock_timeout to " + settings.lockWithin().toMillis());
            statement.execute("lock table " + names(live) + " in exclusive mode");
            // Whoever migrates from here on waits, and finds the new tables.
            if (!isOfOneVersion(statement)) {
                connection.rollback();
                return new Switched.MigratedMeanwhile();
            }
            if (!rest.catchUp(connection)) {
                connection.rollback();
                return new Switched.HeldUp();
            }
            var back = stillBehind(suspects, connection);
            if (!back.isEmpty()) {
                connection.rollback();
                return new Switched.WouldGoBack(back);
            }
            statement.execute("lock table " + names(live) + " in access exclusive mode");
            for (var table : tables) {
                statement.execute("alter table " + live + "." + table + " set schema " + REPLACED);
                statement.execute("alter table " + SCHEMA + "." + table + " set schema " + live);
            }
            connection.commit();
            return new Switched.Done();
        } catch (SQLException e) {
            connection.rollback();
            if (isHeldUp(e)) {
                return new Switched.HeldUp();
            }
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** An older version must not take away what a newer one has migrated to. */
    private boolean isOfOneVersion(Statement statement) throws SQLException {
        // The second set has an entry more, for the schema that was made for it.
        var migrations = "select script, checksum, success from %s.\"" + history + "\" where type <> 'SCHEMA'";
        var differences = "select exists (%1$s except %2$s) or exists (%2$s except %1$s)"
                .formatted(migrations.formatted(SCHEMA), migrations.formatted(live));
        try (var differing = statement.executeQuery(differences)) {
            return differing.next() && !differing.getBoolean(1);
        }
    }

    private static boolean isHeldUp(SQLException e) {
        // Waited too long for a lock, or would have waited for ever.
        return "55P03".equals(e.getSQLState())
                || PSQLState.DEADLOCK_DETECTED.getState().equals(e.getSQLState());
    }

    private String names(String schema) {
        return tables.stream().map(table -> schema + "." + table).collect(Collectors.joining(", "));
    }
}
