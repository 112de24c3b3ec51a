package dev.rollcall;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The borders between packages, as docs and package-info draw them.
class BordersTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.rollcall");

    @Test
    void purePackagesUseOnlyTheJdk() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.rollcall.person", "dev.rollcall.reconcile", "dev.rollcall.plan")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..",
                        "org.jspecify..",
                        "org.springframework.modulith..",
                        "dev.rollcall.person..",
                        "dev.rollcall.reconcile..",
                        "dev.rollcall.plan")
                .check(CLASSES);
    }

    @Test
    void onlyRunKnowsBatch() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.rollcall.run..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.batch..")
                .check(CLASSES);
    }

    @Test
    void onlyTheDoorsKnowCamel() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.rollcall.trigger..", "dev.rollcall.source.http..", "dev.rollcall.notify..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.camel..")
                .check(CLASSES);
    }

    @Test
    void connectorsDoNotKnowEachOtherNorTheDatabase() {
        for (String one : new String[] {"ruangkerja", "deskhero", "garment"}) {
            for (String other : new String[] {"ruangkerja", "deskhero", "garment"}) {
                if (!one.equals(other)) {
                    noClasses()
                            .that()
                            .resideInAPackage("dev.rollcall.connector." + one + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(
                                    "dev.rollcall.connector." + other + "..",
                                    "java.sql..",
                                    "org.springframework.jdbc..")
                            .check(CLASSES);
                }
            }
        }
    }

    @Test
    void sqlStandsOnlyBesideItsRowMappers() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..jdbc..", "dev.rollcall.database..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.springframework.jdbc..", "org.postgresql..")
                .check(CLASSES);
    }

    @Test
    void nobodyDependsOnTheSandboxButTheStart() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.rollcall", "dev.rollcall.sandbox..", "dev.rollcall.trigger..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.rollcall.sandbox..")
                .check(CLASSES);
    }
}
