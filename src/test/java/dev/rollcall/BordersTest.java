package dev.rollcall;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;

/// The borders between packages, as docs and package-info draw them.
class BordersTest {

    private static final String ROOT = "dev.rollcall.";
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

    /// What `@ApplicationModule(allowedDependencies)` in each package-info says. Spring Modulith's own check would
    /// want every nested package to be opened by name; see docs/decisions/borders.md.
    @Test
    void packagesDependOnlyOnThoseThatTheyName() {
        var broken = new TreeSet<String>();
        for (JavaClass type : CLASSES) {
            String from = module(type);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String to = module(dependency.getTargetClass());
                if (!from.isEmpty()
                        && !to.isEmpty()
                        && !from.equals(to)
                        && !allowed(from).contains(to)) {
                    broken.add(from + " -> " + to + ": " + dependency.getDescription());
                }
            }
        }
        assertThat(broken).isEmpty();
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

    /// The first package below the root; nothing for the root itself and for others' classes.
    private static String module(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length()).replaceFirst("\\..*", "") : "";
    }

    private static Set<String> allowed(String module) {
        JavaPackage found = CLASSES.getPackage(ROOT + module);
        return found.tryGetAnnotationOfType(ApplicationModule.class)
                .map(a -> Set.of(a.allowedDependencies()))
                .orElse(Set.of());
    }
}
