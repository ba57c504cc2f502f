package io.millrace.columns;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void batchesStandOnTheModelAndTheJdkAlone() {
        JavaClasses ours = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.millrace.columns");

        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.millrace.columns..", "io.millrace.model..", "java..", "org.jspecify..")
                .check(ours);
    }
}
