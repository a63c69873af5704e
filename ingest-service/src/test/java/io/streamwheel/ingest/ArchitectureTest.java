package io.streamwheel.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.streamwheel.testkit.HandWritten;

@AnalyzeClasses(packages = "io.streamwheel.ingest", importOptions = HandWritten.class)
class ArchitectureTest {

    private static final String[] STAGE = {
        "..ingest.problem..",
        "..ingest.scan..",
        "..ingest.rule..",
        "..ingest.dialect..",
        "..ingest.key..",
        "..ingest.publish..",
        "..ingest.collect.."
    };

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.streamwheel.ingest.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theStageKnowsNeitherSpringNorTheWire =
            noClasses()
                    .that()
                    .resideInAnyPackage(STAGE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.springframework..",
                            "jakarta..",
                            "java.sql..",
                            "com.rabbitmq..",
                            "io.micrometer..",
                            "io.streamwheel.transport..");

    @ArchTest
    static final ArchRule theStageKnowsNoAdapter =
            noClasses()
                    .that()
                    .resideInAnyPackage(STAGE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "..ingest.http..",
                            "..ingest.rabbit..",
                            "..ingest.jdbc..",
                            "..ingest.metrics..");

    @ArchTest
    static final ArchRule onlyTheContractAndTheTransportAreShared =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.streamwheel.transform..",
                            "io.streamwheel.analysis..",
                            "io.streamwheel.standalone..",
                            "io.streamwheel.embedded..");

    @ArchTest
    static final ArchRule configurationsAreNobodysBusiness =
            classes().that().haveSimpleNameEndingWith("Configuration").should().bePackagePrivate();

    @ArchTest
    static final ArchRule jacksonIsTheThird =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "com.fasterxml.jackson.databind..", "com.fasterxml.jackson.core..");
}
