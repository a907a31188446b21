package io.rowlock.local;

import io.rowlock.local.DemoConcert.Evening;
import io.rowlock.servers.Servers;
import java.nio.file.Path;

/** What a person sees when everything runs: what is where, who may log in, and what to try first. */
record Welcome(Apps apps, Servers servers, Path data, Evening evening) {
    String text() {
        var commands = apps.commandSide().address();
        var queries = apps.querySide().address();
        return """

                Rowlock is open, and "%s" is on sale.

                  command side   %s   (%s/swagger-ui.html)
                  query side     %s   (%s/swagger-ui.html)
                  PostgreSQL     127.0.0.1:%d   databases rowlock_command and rowlock_query, user %s
                  Redis          %s:%d
                  Kafka          %s
                  data, logs     %s

                  log in as      buyer@demo.test, organiser@demo.test or operator@demo.test, password demo-password

                Try it:

                  # log in
                  TOKEN=$(curl -s %s/api/auth/login -H 'Content-Type: application/json' \\
                    -d '{"email":"buyer@demo.test","password":"demo-password"}' \\
                    | sed 's/.*"accessToken":"\\([^"]*\\)".*/\\1/')

                  # see the seat map
                  curl -s %s/api/schedules/%s/seats

                %s
                Ctrl-C stops everything. The data stays until its folder is deleted.
                """.formatted(
                        evening.title(),
                        commands,
                        commands,
                        queries,
                        queries,
                        servers.postgres().port(),
                        servers.postgres().user(),
                        servers.redis().host(),
                        servers.redis().port(),
                        servers.kafka().bootstrapServers(),
                        data,
                        commands,
                        queries,
                        evening.scheduleId(),
                        evening.freeSeat().map(this::holding).orElse("  # every seat is taken\n"));
    }

    private String holding(String seat) {
        return """
                  # hold a seat
                  curl -s %s/api/tickets/hold -H "Authorization: Bearer $TOKEN" \\
                    -H 'Content-Type: application/json' -H "Idempotency-Key: $(date +%%s)" \\
                    -d '{"scheduleId":"%s","seats":["%s"]}'
                """.formatted(apps.commandSide().address(), evening.scheduleId(), seat);
    }
}
