package dev.rollcall;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/// The borders between packages, as docs and package-info draw them.
class BordersTest {

    private static final ImportOption OURS = location -> location.contains("/classes/");
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(OURS).importPackages("dev.rollcall");

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

    /// What `@ApplicationModule(allowedDependencies)` in each package-info says; no cycles, and nothing of a nested
    /// package that its module does not open by name.
    @Test
    void packagesDependOnlyOnThoseThatTheyName() {
        ApplicationModules modules = ApplicationModules.of(Rollcall.class, OURS);

        assertThat(modules.stream().map(module -> module.getIdentifier().toString()))
                .contains("person", "source", "stage", "connector", "snapshot", "reconcile", "plan", "push", "report")
                .contains("job", "run", "trigger", "notify", "console", "sandbox", "tenant", "database");
        modules.verify();
    }

    @Test
    void nothingReadsTheClockButItsBean() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.rollcall.run.ClockBean")
                .should()
                .callMethod(Instant.class, "now")
                .check(CLASSES);
    }
}
