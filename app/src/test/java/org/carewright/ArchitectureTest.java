package org.carewright;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Repository;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The rules of the house; ARCHITECTURE.md tells why. */
@AnalyzeClasses(packages = "org.carewright", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @Test
    void modules_know_only_what_they_declare() {
        ApplicationModules.of(CarewrightApplication.class).verify();
    }

    @ArchTest
    static final ArchRule calls_go_inward = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("platform")
            .definedBy("org.carewright.platform..")
            .layer("foundation")
            .definedBy("org.carewright.foundation..")
            .layer("care")
            .definedBy("org.carewright.care..")
            .layer("revenue")
            .definedBy("org.carewright.revenue..")
            .layer("operations")
            .definedBy("org.carewright.operations..")
            .layer("overview")
            .definedBy("org.carewright.overview..")
            .whereLayer("overview")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("operations")
            .mayOnlyBeAccessedByLayers("overview")
            .whereLayer("revenue")
            .mayOnlyBeAccessedByLayers("operations", "overview")
            .whereLayer("care")
            .mayOnlyBeAccessedByLayers("revenue", "operations", "overview")
            .whereLayer("foundation")
            .mayOnlyBeAccessedByLayers("care", "revenue", "operations", "overview");

    @ArchTest
    static final ArchRule sql_is_only_in_stores = noClasses()
            .that()
            .areNotAnnotatedWith(Repository.class)
            .and()
            .resideOutsideOfPackage("org.carewright.platform.db")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(JdbcClient.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(JdbcClient.StatementSpec.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.jdbc.core.namedparam");

    /** A stream keeps its connection until somebody closes it, and nobody does: a few such queries and no page answers. */
    @Test
    void queries_are_read_as_lists_in_the_tests_too() {
        noClasses()
                .should()
                .callMethod(JdbcClient.MappedQuerySpec.class, "stream")
                .check(new ClassFileImporter().importPackages("org.carewright"));
    }

    /** Spring would write the fields of a request into it, wherever their names lead. */
    @ArchTest
    static void no_request_is_bound_to_what_a_page_is_made_of(JavaClasses classes) {
        assertThat(classes.stream()
                        .flatMap(type -> type.getMethods().stream())
                        .flatMap(method -> method.getParameters().stream())
                        .filter(parameter -> parameter
                                .tryGetAnnotationOfType(ModelAttribute.class)
                                .filter(ModelAttribute::binding)
                                .isPresent()))
                .isEmpty();
    }

    @ArchTest
    static final ArchRule stores_are_named_so =
            classes().that().areAnnotatedWith(Repository.class).should().haveSimpleNameEndingWith("Store");

    @ArchTest
    static final ArchRule hapi_is_only_at_the_edge = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Fhir")
            .and()
            .resideOutsideOfPackage("org.carewright.platform.fhir")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ca.uhn.fhir..", "org.hl7.fhir..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule only_the_clock_tells_time = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule the_clock_is_injected = noClasses()
            .that()
            .doNotHaveSimpleName("CarewrightApplication")
            .should()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone");

    @ArchTest
    static final ArchRule transactions_live_on_faces = methods()
            .that()
            .areAnnotatedWith(Transactional.class)
            .should()
            .beDeclaredInClassesThat()
            .areAnnotatedWith(Service.class);
}
