package io.rowlock.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.rowlock.api.catalogue.ConcertCommand;
import io.rowlock.api.catalogue.ScheduleCommand;
import io.rowlock.api.hold.HoldCommand;
import io.rowlock.api.payment.PaymentCommand;
import io.rowlock.api.seat.SeatCommand;
import io.rowlock.api.waitingroom.RoomCommand;
import io.rowlock.api.wallet.WalletCommand;
import java.util.Arrays;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.junit.jupiter.api.Test;

/** A command that nobody handles would fail only when somebody sends it. */
class VocabularyTest {
    private static final JavaClasses COMMAND_SIDE =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.rowlock.command");

    @Test
    void every_command_has_exactly_one_handler() {
        var commands = Stream.of(
                        ConcertCommand.class,
                        ScheduleCommand.class,
                        SeatCommand.class,
                        HoldCommand.class,
                        PaymentCommand.class,
                        WalletCommand.class,
                        RoomCommand.class)
                .flatMap(conversation -> Arrays.stream(conversation.getPermittedSubclasses()))
                .map(Class::getName)
                .toList();

        var handled = COMMAND_SIDE.stream()
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(unit -> unit.isAnnotatedWith(CommandHandler.class))
                .map(VocabularyTest::firstParameter)
                .toList();

        assertThat(handled).containsExactlyInAnyOrderElementsOf(commands);
    }

    private static String firstParameter(JavaCodeUnit handler) {
        return handler.getRawParameterTypes().getFirst().getName();
    }
}
