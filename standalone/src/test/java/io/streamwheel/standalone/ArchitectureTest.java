package io.streamwheel.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "io.streamwheel.standalone",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.streamwheel.standalone.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theDemoKnowsTheProductByItsInterfaceOnly =
            noClasses()
                    .that()
                    .resideInAPackage("..standalone.demo..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.streamwheel.standalone",
                            "io.streamwheel.ingest..",
                            "io.streamwheel.transform..",
                            "io.streamwheel.analysis..",
                            "io.streamwheel.transport..",
                            "io.streamwheel.embedded..");

    @ArchTest
    static final ArchRule compositionStartsApplicationsAndLooksNoDeeper =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.streamwheel.ingest.*..",
                            "io.streamwheel.transform.*..",
                            "io.streamwheel.analysis.*..");
}
