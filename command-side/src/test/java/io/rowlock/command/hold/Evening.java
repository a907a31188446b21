package io.rowlock.command.hold;

import io.rowlock.api.Money;
import io.rowlock.api.catalogue.ConcertCommand.AnnounceConcert;
import io.rowlock.api.catalogue.ConcertId;
import io.rowlock.api.catalogue.ScheduleCommand.OpenSchedule;
import io.rowlock.api.catalogue.ScheduleId;
import io.rowlock.api.catalogue.ScheduleTerms;
import io.rowlock.api.catalogue.Section;
import io.rowlock.api.identity.OrganiserId;
import io.rowlock.api.seat.SeatCommand;
import io.rowlock.command.CommandSide;
import io.rowlock.command.running.SettableClock;
import io.rowlock.command.seat.Seats;
import io.rowlock.testing.Corner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.aopalliance.intercept.MethodInterceptor;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The real command side, with a clock that tests can turn, and a new evening on sale whenever one is asked for. */
final class Evening implements AutoCloseable {
    static final Instant NOON = Instant.parse("2027-05-01T12:00:00Z");
    static final Instant OPENS = NOON.minus(Duration.ofHours(1));
    static final Instant CLOSES = NOON.plus(Duration.ofDays(30));
    static final Duration HOLD_FOR = Duration.ofMinutes(8);
    static final Duration HOLD_AT_MOST = Duration.ofMinutes(20);
    static final OrganiserId OPERA = new OrganiserId("usr-opera");
    static final Money STALLS = new Money(150_000, "KRW");
    static final Money CIRCLE = new Money(90_000, "KRW");

    private static final AtomicInteger EVENINGS = new AtomicInteger();

    private final ConfigurableApplicationContext app;
    private final SettableClock clock;
    private final AtomicLong looks;
    private ScheduleId schedule = new ScheduleId("sch-none");
    private long writtenBefore;

    Evening(Corner corner) {
        var arguments = new ArrayList<>(corner.settingsFor("command"));
        // Longer than any test, so that what a test counts does not hang on how fast it runs.
        arguments.add("--rowlock.event-store.cached-for=10m");
        // Nothing is announced behind a test's back, and no cancelled evening wound up.
        arguments.add("--rowlock.lapse.sweep-every=1h");
        app = new SpringApplicationBuilder(CommandSide.class, TurnedByHand.class).run(arguments.toArray(String[]::new));
        app.getBean(EventProcessingConfiguration.class)
                .eventProcessor("cancellation")
                .orElseThrow()
                .shutDown();
        clock = app.getBean(SettableClock.class);
        looks = app.getBean("looksIntoTheLog", AtomicLong.class);
    }

    /** Without an annotation, so that no other test's app finds it. */
    static class TurnedByHand {
        @Bean
        SettableClock clock() {
            return new SettableClock(NOON);
        }

        @Bean
        static AtomicLong looksIntoTheLog() {
            return new AtomicLong();
        }

        /** Counts how often a stream is read. */
        @Bean
        static BeanPostProcessor counted(ObjectProvider<AtomicLong> looks) {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    if (!(bean instanceof EventStorageEngine engine)) {
                        return bean;
                    }
                    var proxy = new ProxyFactory(engine);
                    proxy.setInterfaces(EventStorageEngine.class);
                    proxy.addAdvice((MethodInterceptor) call -> {
                        var first = call.getArguments().length > 0 ? call.getArguments()[0] : null;
                        if (call.getMethod().getName().equals("readEvents") && first instanceof String) {
                            looks.getObject().incrementAndGet();
                        }
                        return call.proceed();
                    });
                    return proxy.getProxy();
                }
            };
        }
    }

    /** A new evening in a house of 20 rows of 30 in section A and 5 rows of 10 in section B; at most 5 seats a buyer. */
    void opens() {
        var number = EVENINGS.incrementAndGet();
        var concert = new ConcertId("con-" + number);
        schedule = new ScheduleId("sch-" + number);
        clock.set(NOON);
        ask(new AnnounceConcert(concert, OPERA, "Tosca", "The City Opera", ""));
        ask(new OpenSchedule(
                schedule,
                concert,
                OPERA,
                new ScheduleTerms(
                        "The Old House",
                        CLOSES.plus(Duration.ofDays(1)),
                        OPENS,
                        CLOSES,
                        CLOSES,
                        5,
                        HOLD_FOR,
                        HOLD_AT_MOST,
                        false,
                        List.of(
                                new Section("A", "Stalls", 20, 30, STALLS),
                                new Section("B", "Circle", 5, 10, CIRCLE)))));
        forgetWhatWasWritten();
    }

    ScheduleId schedule() {
        return schedule;
    }

    SettableClock clock() {
        return clock;
    }

    Object ask(Object command) {
        return app.getBean(CommandGateway.class).sendAndWait(command);
    }

    /** As somebody does whose command takes long: the seat is theirs until they are done. */
    UnitOfWork<?> takenByAnother(SeatCommand command) {
        var work = DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage(command));
        app.getBean(Seats.class).take(List.of(command));
        return work;
    }

    long looksIntoTheLog() {
        return looks.get();
    }

    void forgetWhatWasWritten() {
        writtenBefore = lastWritten();
    }

    /** What was written since about this evening's seats and buyers, in the order of the log. */
    List<Object> written() {
        return writtenTo(schedule + "/%");
    }

    List<Object> writtenOfTheEveningItself() {
        return writtenTo(schedule.toString());
    }

    private List<Object> writtenTo(String streams) {
        var store = app.getBean(EventStore.class);
        return jdbc().sql("""
                        SELECT aggregate_identifier, sequence_number FROM domain_event
                        WHERE global_index > :since AND aggregate_identifier LIKE :streams ORDER BY global_index""")
                .param("since", writtenBefore)
                .param("streams", streams)
                .<Object>query((row, _) -> store.readEvents(row.getString(1), row.getLong(2))
                        .next()
                        .getPayload())
                .list();
    }

    private long lastWritten() {
        return jdbc().sql("SELECT coalesce(max(global_index), 0) FROM domain_event")
                .query(Long.class)
                .single();
    }

    private JdbcClient jdbc() {
        return app.getBean(JdbcClient.class);
    }

    @Override
    public void close() {
        app.close();
    }
}
