package dev.rollcall.trigger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Loads `routes/*.yaml` one file at a time: a file is tried in a scratch context first, and a bad one stops only
/// itself. Where the folder does not exist, the packaged inbox route is taken.
@Component
class Routes implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
    private static final String PACKAGED = "routes/inbox.yaml";

    private final CamelContext camel;
    private final Path folder;
    private final Map<String, String> problems = new HashMap<>();
    private boolean running;

    Routes(CamelContext camel, @Value("${rollcall.routes:./routes}") Path folder) {
        this.camel = camel;
        this.folder = folder;
    }

    /// Why a file was not loaded, by its name.
    Map<String, String> problems() {
        return Map.copyOf(problems);
    }

    @Override
    public void start() {
        try {
            for (Resource route : routes()) {
                load(route);
            }
            running = true;
        } catch (IOException e) {
            throw new IllegalStateException("the routes in " + folder + " could not be read", e);
        }
    }

    private List<Resource> routes() throws IOException {
        var all = new ArrayList<Resource>();
        if (!Files.isDirectory(folder)) {
            all.add(packaged());
            return all;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Routes::isRoute).sorted().toList()) {
                all.add(ResourceHelper.fromString(name(file), Files.readString(file)));
            }
        }
        return all;
    }

    private static boolean isRoute(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static Resource packaged() throws IOException {
        try (InputStream text = Routes.class.getClassLoader().getResourceAsStream(PACKAGED)) {
            if (text == null) {
                throw new IOException(PACKAGED + " is not packaged");
            }
            return ResourceHelper.fromString(
                    "inbox.yaml", new String(text.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private void load(Resource route) {
        String file = route.getLocation();
        try {
            tryOut(route);
            PluginHelper.getRoutesLoader(camel).loadRoutes(route);
        } catch (Exception e) {
            String why = String.valueOf(e.getMessage())
                    .lines()
                    .findFirst()
                    .orElse(e.getClass().getSimpleName());
            problems.put(file, why);
            LOG.error("the route file {} is not loaded, everything else goes on: {}", file, why);
        }
    }

    /// Builds the routes without starting them, with our beans at hand.
    private void tryOut(Resource route) throws Exception {
        try (var scratch = new DefaultCamelContext(camel.getRegistry())) {
            scratch.setAutoStartup(false);
            scratch.start();
            PluginHelper.getRoutesLoader(scratch).loadRoutes(route);
        }
    }

    @Override
    public void stop() {
        running = false;
        camel.suspend();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Doors open last and close first.
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
