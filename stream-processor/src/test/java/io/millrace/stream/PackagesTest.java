package io.millrace.stream;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

class PackagesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.millrace.stream");

    @Test
    void featuresDoNotDependOnEachOtherInCircles() {
        slices().matching("io.millrace.stream.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheOutermostPackageKnowsInjection() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("io.millrace.stream.(**)")
                .and()
                .resideOutsideOfPackage("io.millrace.stream")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "org.eclipse.microprofile..")
                .check(CLASSES);
    }
}
