package io.rowlock.command;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.rowlock.command.platform.commands.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;
import org.axonframework.spring.stereotype.Aggregate;

@AnalyzeClasses(packages = "io.rowlock.command", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule aggregates_are_private_to_their_feature = classes()
            .that()
            .areAnnotatedWith(Aggregate.class)
            .should()
            .bePackagePrivate()
            .because("the only way in is a command");

    @ArchTest
    static final ArchRule features_do_not_form_circles = slices().matching("io.rowlock.command.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a feature is read, changed and tested without those that build on it");

    @ArchTest
    static final ArchRule parts_of_the_waiting_room_do_not_form_circles = slices().matching(
                    "io.rowlock.command.waitingroom.(*)..")
            .should()
            .beFreeOfCycles()
            .because("its rules in the log must not depend on its queue, nor its queue on who tells people of it");

    @ArchTest
    static final ArchRule the_platform_knows_no_feature = noClasses()
            .that()
            .resideInAPackage("..command.platform..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..command.catalogue..",
                    "..command.seat..",
                    "..command.hold..",
                    "..command.payment..",
                    "..command.wallet..",
                    "..command.checkout..",
                    "..command.publishing..",
                    "..command.identity..",
                    "..command.waitingroom..")
            .because("what every feature stands on cannot stand on one of them");

    @ArchTest
    static final ArchRule policies_know_the_vocabulary_and_no_feature = noClasses()
            .that()
            .resideInAPackage("..command.checkout..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..command.catalogue..",
                    "..command.seat..",
                    "..command.hold..",
                    "..command.payment..",
                    "..command.wallet..")
            .because("a policy is one event in and one command out");

    @ArchTest
    static final ArchRule time_and_chance_come_in_from_outside = noClasses()
            .that()
            .resideOutsideOfPackage("..platform..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .because("a rule must give the same answer in every test and in every replay");

    @ArchTest
    static final ArchRule aggregates_and_states_know_no_technology = noClasses()
            .that()
            .areAnnotatedWith(Aggregate.class)
            .or()
            .haveSimpleNameEndingWith("State")
            .or()
            .haveSimpleName("Claims")
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are Spring, Jakarta, Kafka, JDBC or Jackson, apart from the aggregate's own mark",
                    type -> !type.isEquivalentTo(Aggregate.class)
                            && (type.getPackageName().startsWith("org.springframework")
                                    || type.getPackageName().startsWith("jakarta")
                                    || type.getPackageName().startsWith("java.sql")
                                    || type.getPackageName().startsWith("org.apache.kafka")
                                    || type.getPackageName().startsWith("com.fasterxml")
                                    || type.getPackageName().startsWith("tools.jackson"))))
            .because("rules outlive frameworks");

    @ArchTest
    static final ArchRule controllers_only_translate = noClasses()
            .that()
            .haveSimpleNameEndingWith("Controller")
            .should()
            .dependOnClassesThat()
            .areAnnotatedWith(Aggregate.class)
            .orShould()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("State")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Refusal.class)
            .because("a rule in a controller holds for one way in only");

    @ArchTest
    static final ArchRule every_refusal_is_of_one_kind = classes()
            .that()
            .haveSimpleNameEndingWith("Refused")
            .should()
            .beAssignableTo(Refusal.class)
            .because("only a Refusal is cheap: no stack trace, no rollback, no retry");
}
