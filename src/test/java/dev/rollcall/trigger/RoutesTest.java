package dev.rollcall.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Route files come, change, break and go while the worker runs; a bad one stops only itself.
class RoutesTest {
    @TempDir
    Path folder;

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private Routes routes;

    @BeforeEach
    void open() {
        camel.start();
        routes = new Routes(camel, folder);
    }

    @AfterEach
    void close() {
        routes.stop();
        camel.stop();
    }

    @Test
    void loadsTheGoodFilesAndTellsOfTheBadOnes() throws IOException {
        write("a.yaml", route("one", "direct:one"));
        write("b.yaml", "- route: {from: [");
        write("c.yaml", route("three", "nosuchcomponent:x"));
        write("d.yaml", route("four", "direct:four"));

        routes.start();

        assertThat(camel.getRoutes()).extracting("id").containsExactlyInAnyOrder("one", "four");
        assertThat(routes.problems()).containsOnlyKeys("b.yaml", "c.yaml");
        assertThat(routes.problems().get("c.yaml")).contains("nosuchcomponent");
    }

    @Test
    void takesUpWhatChanges() throws IOException {
        write("a.yaml", route("one", "direct:one"));
        routes.start();

        write("b.yaml", route("two", "direct:two"));
        lookTwice();
        assertThat(camel.getRoutes()).extracting("id").containsExactlyInAnyOrder("one", "two");

        write("a.yaml", route("uno", "direct:uno"));
        lookTwice();
        assertThat(camel.getRoutes()).extracting("id").containsExactlyInAnyOrder("uno", "two");

        Files.delete(folder.resolve("b.yaml"));
        lookTwice();
        assertThat(camel.getRoutes()).extracting("id").containsExactly("uno");
        assertThat(routes.problems()).isEmpty();
    }

    @Test
    void keepsTheOldRouteWhileItsFileIsBroken() throws IOException {
        write("a.yaml", route("one", "direct:one"));
        routes.start();

        write("a.yaml", route("one", "nosuchcomponent:x"));
        lookTwice();
        assertThat(camel.getRoute("one").getEndpoint().getEndpointUri()).isEqualTo("direct://one");
        assertThat(camel.getRouteController().getRouteStatus("one").isStarted()).isTrue();
        assertThat(routes.problems()).containsOnlyKeys("a.yaml");

        write("a.yaml", route("one", "direct:mended"));
        lookTwice();
        assertThat(camel.getRoute("one").getEndpoint().getEndpointUri()).isEqualTo("direct://mended");
        assertThat(routes.problems()).isEmpty();
    }

    @Test
    void lendsNoRouteIdToASecondFile() throws IOException {
        write("a.yaml", route("one", "direct:one"));
        routes.start();

        write("b.yaml", route("one", "direct:thief"));
        lookTwice();

        assertThat(camel.getRoute("one").getEndpoint().getEndpointUri()).isEqualTo("direct://one");
        assertThat(routes.problems().get("b.yaml")).contains("one", "a.yaml");
    }

    private void lookTwice() {
        routes.look();
        routes.look();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private static String route(String id, String from) {
        return """
                - route:
                    id: %s
                    from:
                      uri: "%s"
                      steps:
                        - log:
                            message: "taken"
                """.formatted(id, from);
    }
}
