package io.rowlock.command.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadTogetherTest {
    private final List<Collection<String>> queries = new ArrayList<>();
    private final List<DomainEventData<?>> ofA = new ArrayList<>();
    private final List<DomainEventData<?>> ofB = new ArrayList<>();

    @AfterEach
    void nothing_is_left_to_others() {
        while (CurrentUnitOfWork.isStarted()) {
            CurrentUnitOfWork.get().rollback();
        }
    }

    @Test
    void the_first_that_is_read_brings_the_others_along_and_each_is_brought_once() {
        var _ = begun();
        ReadTogether.announce(List.of("a", "b", "c"));
        assertThat(read("b").orElseThrow()).isSameAs(ofB);
        assertThat(read("a").orElseThrow()).isSameAs(ofA);
        assertThat(read("c")).as("it has not begun").contains(List.of());
        assertThat(queries).containsExactly(List.of("a", "b", "c"));
        assertThat(read("a")).as("as it is now").isEmpty();
        ReadTogether.announce(List.of("a", "d"));
        assertThat(read("a")).isEmpty();
        assertThat(read("d")).isPresent();
        assertThat(queries).containsExactly(List.of("a", "b", "c"), List.of("d"));
    }

    @Test
    void what_was_not_announced_is_read_by_itself() {
        assertThat(read("a")).isEmpty();
        ReadTogether.announce(List.of("a"));
        assertThat(read("a")).as("nobody's work").isEmpty();
        var _ = begun();
        assertThat(read("a")).isEmpty();
        ReadTogether.announce(List.of("b"));
        assertThat(read("a")).isEmpty();
        assertThat(queries).isEmpty();
    }

    @Test
    void what_a_command_was_brought_and_did_not_ask_for_is_not_told_to_the_next() {
        var around = begun();
        for (int command = 0; command < 2; command++) {
            var work = begun();
            ReadTogether.announce(List.of("a", "b"));
            assertThat(read("a")).isPresent();
            work.commit();
            assertThat(read("b")).isEmpty();
        }
        around.rollback();
        assertThat(queries).containsExactly(List.of("a", "b"), List.of("a", "b"));
    }

    private static UnitOfWork<?> begun() {
        return DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage("hold"));
    }

    private Optional<List<DomainEventData<?>>> read(String stream) {
        return ReadTogether.take(stream, streams -> {
            queries.add(streams);
            return Map.of("a", ofA, "b", ofB);
        });
    }
}
