package dev.rollcall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sandbox.fault.Fault;
import dev.rollcall.sandbox.host.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SandboxDocumentTest {

    private static String document() throws IOException {
        return Files.readString(Path.of("docs/sandbox.md"));
    }

    @ParameterizedTest
    @EnumSource(TenantSystem.class)
    void namesEveryOption(TenantSystem system) throws IOException {
        String document = document();
        String heading =
                "### " + system.name().charAt(0) + system.name().substring(1).toLowerCase(Locale.ROOT);
        String section = document.substring(document.indexOf(heading)).split("\n### ", 3)[0];
        assertThat(system.known().stream().map(Option::key))
                .allSatisfy(key -> assertThat(section).contains("`" + key + "`"));
    }

    @Test
    void namesEveryFault() throws IOException {
        String document = document();
        assertThat(Arrays.stream(Fault.class.getPermittedSubclasses()).map(Class::getSimpleName))
                .allSatisfy(name -> assertThat(document)
                        .contains("| `" + Character.toLowerCase(name.charAt(0)) + name.substring(1) + "`"));
    }
}
