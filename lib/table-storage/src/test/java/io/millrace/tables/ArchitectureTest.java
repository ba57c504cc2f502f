package io.millrace.tables;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses ours = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.millrace.tables");

    @Test
    void tablesKnowNoBrokerAndNoFramework() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "io.quarkus..",
                        "jakarta.inject..",
                        "jakarta.enterprise..",
                        "javax.inject..")
                .check(ours);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.millrace.(tables..)").should().beFreeOfCycles().check(ours);
    }
}
