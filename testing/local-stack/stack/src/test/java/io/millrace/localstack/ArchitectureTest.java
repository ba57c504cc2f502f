package io.millrace.localstack;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.millrace.localstack");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.millrace.(localstack..)")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }

    @Test
    void whoeverUsesTheStackGetsTheJdkAndNothingElse() {
        noClasses()
                .that()
                .resideInAnyPackage("io.millrace.localstack", "io.millrace.localstack.process")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "org.jspecify..", "io.millrace.localstack..")
                .check(classes);
    }
}
