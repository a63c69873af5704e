package io.streamwheel.analysis;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.streamwheel.testkit.HandWritten;
import java.time.Clock;
import java.time.Instant;
import org.springframework.context.annotation.Configuration;

/** The structure of the service, in sentences. */
@AnalyzeClasses(packages = "io.streamwheel.analysis", importOptions = HandWritten.class)
class ArchitectureTest {

    private static final String[] ADAPTERS = {
        "io.streamwheel.analysis.http..",
        "io.streamwheel.analysis.console..",
        "io.streamwheel.analysis.rabbit..",
        "io.streamwheel.analysis.jdbc..",
        "io.streamwheel.analysis.micrometer.."
    };

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.streamwheel.analysis.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule stagesDoNotKnowTheirAdapters =
            noClasses()
                    .that(not(resideInAnyPackage(ADAPTERS)))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(ADAPTERS));

    /** {@code site} keeps its repositories, settings and their wiring to itself. */
    @ArchTest
    static final ArchRule stagesAreFreeOfSpring =
            noClasses()
                    .that(
                            not(resideInAnyPackage(ADAPTERS))
                                    .and(not(resideInAPackage("io.streamwheel.analysis.site")))
                                    .and(not(resideInAPackage("io.streamwheel.analysis"))))
                    .should()
                    .dependOnClassesThat(resideInAPackage("org.springframework.."));

    @ArchTest
    static final ArchRule onlyTheRepositoriesAndTheirWiringOfSitesKnowSpring =
            noClasses()
                    .that(resideInAPackage("io.streamwheel.analysis.site"))
                    .and()
                    .haveSimpleNameNotEndingWith("Repository")
                    .and()
                    .haveSimpleNameNotEndingWith("Settings")
                    .and()
                    .haveSimpleNameNotEndingWith("Configuration")
                    .should()
                    .dependOnClassesThat(resideInAPackage("org.springframework.."));

    @ArchTest
    static final ArchRule noOtherServiceIsKnown =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "io.streamwheel.ingest..",
                                    "io.streamwheel.transform..",
                                    "io.streamwheel.standalone..",
                                    "io.streamwheel.embedded..",
                                    "io.streamwheel.testkit.."));

    @ArchTest
    static final ArchRule configurationsArePackagePrivate =
            classes().that().areAnnotatedWith(Configuration.class).should().notBePublic();

    @ArchTest
    static final ArchRule jacksonTwoIsNotUsed =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "com.fasterxml.jackson.core..",
                                    "com.fasterxml.jackson.databind.."));

    @ArchTest
    static final ArchRule timeComesFromAClock =
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule onlyTheStartSetsTheClock =
            noClasses()
                    .that()
                    .doNotBelongToAnyOf(AnalysisApplication.class)
                    .should()
                    .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields =
            noFields()
                    .should()
                    .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired");
}
