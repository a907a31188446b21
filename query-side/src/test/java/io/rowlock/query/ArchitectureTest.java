package io.rowlock.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.rowlock.query.feed.Projection;
import jakarta.persistence.Entity;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;
import org.springframework.data.repository.Repository;

@AnalyzeClasses(packages = "io.rowlock.query", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule this_side_hears_of_facts_and_never_gives_orders = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("io\\.rowlock\\.api\\..*Command(\\$.*)?")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("io.rowlock.command..")
            .because("what is shown follows from what was decided, never the other way round");

    @ArchTest
    static final ArchRule features_do_not_form_circles =
            slices().matching("io.rowlock.query.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_the_feed_knows_how_the_log_arrives = noClasses()
            .that()
            .resideOutsideOfPackage("io.rowlock.query.feed..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.axonframework..", "org.apache.kafka..", "org.springframework.kafka..")
            .because("a projection is given events and marks, and can be read without knowing Axon or Kafka");

    @ArchTest
    static final ArchRule time_and_chance_come_in_from_outside = noClasses()
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
            .because("a test must be able to say what time it is");

    @ArchTest
    static final ArchRule projections_fold_events_and_look_at_no_clock = noClasses()
            .that()
            .implement(Projection.class)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .because("a rebuild next year must give the same rows");

    @ArchTest
    static final ArchRule controllers_only_translate = noClasses()
            .that()
            .haveSimpleNameEndingWith("Controller")
            .should()
            .dependOnClassesThat()
            .areAnnotatedWith(Entity.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Repository.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .because("what is answered is decided where it can be asked without HTTP");

    @ArchTest
    static final ArchRule tables_are_private_to_their_feature = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .or()
            .areAssignableTo(Repository.class)
            .should()
            .bePackagePrivate()
            .because("another feature asks a question, it does not read rows");
}
