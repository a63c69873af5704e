package io.streamwheel.transform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.streamwheel.testkit.HandWritten;

@AnalyzeClasses(packages = "io.streamwheel.transform", importOptions = HandWritten.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("io.streamwheel.transform.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheAdapterKnowsSpring =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "io.streamwheel.transform", "io.streamwheel.transform.rabbit")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule onlyTheAdapterKnowsMicrometer =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "io.streamwheel.transform.micrometer",
                            "io.streamwheel.transform.rabbit")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.micrometer..");

    @ArchTest
    static final ArchRule ofOursTheServiceKnowsTheContractAndTheTransportOnly =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideOutsideOfPackages(
                            "io.streamwheel.ingest..",
                            "io.streamwheel.analysis..",
                            "io.streamwheel.standalone..",
                            "io.streamwheel.embedded..",
                            "io.streamwheel.testkit..");

    @ArchTest
    static final ArchRule nothingOfTheStageKnowsThePipeline =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "..transform.dialect..",
                            "..transform.validation..",
                            "..transform.enrichment..",
                            "..transform.deduplication..",
                            "..transform.failed..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "..transform.pipeline..", "..transform.rabbit..", "..transport..");

    @ArchTest
    static final ArchRule timeComesFromAClock =
            noClasses()
                    .should()
                    .callMethod(java.time.Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis");
}
