package io.millrace.sql;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String ROOT = "io.millrace.sql";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void packagesDoNotDependOnEachOtherInCircles() {
        slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theLibraryKnowsNoFrameworkAndNoBroker() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.quarkus..", "jakarta.inject..", "javax.inject..")
                .check(CLASSES);
    }

    @Test
    void onlyParsingKnowsCalcite() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".parsing")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.calcite..")
                .check(CLASSES);
    }

    /** The words of the contract are below everything, and the compiler that stands beside them is above everything. */
    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass each) {
            if (!each.getPackageName().equals(ROOT)) {
                return SliceIdentifier.of(each.getPackageName());
            }
            return SliceIdentifier.of(each.getSimpleName().equals("ExpressionCompiler") ? "compiler" : "contract");
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
