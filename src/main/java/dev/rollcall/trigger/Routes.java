package dev.rollcall.trigger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.component.properties.PropertiesParser;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Loads `routes/*.yaml` one file at a time, and again when a file came, changed or went and two looks in a row saw
/// the same of it. A file is tried in a scratch context first: a bad one stops only itself, and where it was good
/// before, its old routes go on. Where the folder does not exist, the packaged inbox route is taken; the route of
/// pulls, which no door replaces, also where the folder has none.
@Component
class Routes implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
    private static final String INBOX = "inbox.yaml";
    private static final String PULL = "pull.yaml";
    private static final String NOTIFY = "notify.yaml";
    private static final long SECONDS_BETWEEN_LOOKS = 2;

    private final CamelContext camel;
    private final Path folder;
    private final Map<String, String> problems = new ConcurrentHashMap<>();
    private final Map<String, String> taken = new TreeMap<>();
    private final Map<String, Set<String>> ids = new HashMap<>();
    private Optional<ScheduledExecutorService> looking = Optional.empty();
    private Map<String, String> lastSeen = Map.of();
    private volatile boolean running;

    Routes(CamelContext camel, @Value("${rollcall.routes:./routes}") Path folder) {
        this.camel = camel;
        this.folder = folder;
    }

    /// Why a file is not loaded as it stands, by its name.
    Map<String, String> problems() {
        return Map.copyOf(problems);
    }

    @Override
    public void start() {
        running = true;
        try {
            lastSeen = texts();
        } catch (IOException e) {
            throw new IllegalStateException("the routes in " + folder + " could not be read", e);
        }
        look();
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("route-files").daemon().factory());
        var _ = thread.scheduleWithFixedDelay(
                this::lookSafely, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
        looking = Optional.of(thread);
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.error("the route files could not be looked at: {}", e.getMessage());
        }
    }

    /// Takes up what changed since the last look.
    synchronized void look() {
        try {
            Map<String, String> now = texts();
            var files = new HashSet<>(taken.keySet());
            files.addAll(now.keySet());
            files.stream().sorted().forEach(file -> takeUp(file, now.get(file), lastSeen.get(file)));
            lastSeen = now;
        } catch (IOException e) {
            LOG.warn("the routes in {} cannot be read now; those that run go on", folder);
        }
    }

    private void takeUp(
            String file,
            @org.jspecify.annotations.Nullable String now,
            @org.jspecify.annotations.Nullable String last) {
        if (now == null && last == null) {
            remove(file);
            taken.remove(file);
            problems.remove(file);
            LOG.info("the route file {} is gone; its routes stop", file);
        } else if (now != null && now.equals(last) && !now.equals(taken.get(file))) {
            taken.put(file, now);
            load(file, now);
        }
    }

    /// By name; what the packaged route stands for where there is no folder.
    private Map<String, String> texts() throws IOException {
        var texts = new TreeMap<String, String>();
        if (!Files.isDirectory(folder)) {
            texts.put(INBOX, packaged(INBOX));
            texts.put(PULL, packaged(PULL));
            texts.put(NOTIFY, packaged(NOTIFY));
            return texts;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Routes::isRoute).toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        addOwn(texts, PULL, "partnerAnswer");
        addOwn(texts, NOTIFY, "notices");
        return texts;
    }

    /// The packaged route where the folder has none of this name and there is the bean that it leads to.
    private void addOwn(Map<String, String> texts, String name, String bean) throws IOException {
        if (!texts.containsKey(name) && camel.getRegistry().lookupByName(bean) != null) {
            texts.put(name, packaged(name));
        }
    }

    private static boolean isRoute(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }

    private static String packaged(String name) throws IOException {
        try (InputStream text = Routes.class.getClassLoader().getResourceAsStream("routes/" + name)) {
            if (text == null) {
                throw new IOException(name + " is not packaged");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void load(String file, String text) {
        try {
            Resource route = ResourceHelper.fromString(file, text);
            tryOut(file, route);
            remove(file);
            Set<String> before = routeIds();
            PluginHelper.getRoutesLoader(camel).loadRoutes(route);
            Set<String> own = routeIds();
            own.removeAll(before);
            ids.put(file, own);
            if (problems.remove(file) != null) {
                LOG.info("the route file {} is mended and loaded", file);
            }
        } catch (Exception e) {
            String why = String.valueOf(e.getMessage())
                    .lines()
                    .findFirst()
                    .orElse(e.getClass().getSimpleName());
            problems.put(file, why);
            LOG.error("the route file {} is not loaded, everything else goes on: {}", file, why);
        }
    }

    private Set<String> routeIds() {
        return camel.getRoutes().stream().map(Route::getId).collect(Collectors.toCollection(HashSet::new));
    }

    private void remove(String file) {
        for (String id : ids.getOrDefault(file, Set.of())) {
            try {
                camel.getRouteController().stopRoute(id);
                camel.removeRoute(id);
            } catch (Exception e) {
                LOG.warn("the route {} of {} could not be stopped: {}", id, file, e.getMessage());
            }
        }
        ids.remove(file);
    }

    /// Builds the routes without starting them, with our beans and settings (`{{…}}`) at hand.
    private void tryOut(String file, Resource route) throws Exception {
        try (var scratch = new DefaultCamelContext(camel.getRegistry())) {
            scratch.setAutoStartup(false);
            if (scratch.getPropertiesComponent() instanceof PropertiesComponent settings) {
                Optional.ofNullable(camel.getRegistry().findSingleByType(PropertiesParser.class))
                        .ifPresent(settings::setPropertiesParser);
            }
            scratch.start();
            PluginHelper.getRoutesLoader(scratch).loadRoutes(route);
            for (RouteDefinition definition : scratch.getRouteDefinitions()) {
                if (definition.hasCustomIdAssigned()) {
                    ofNobodyElse(file, definition.getId());
                }
            }
        }
    }

    private void ofNobodyElse(String file, String id) {
        ids.forEach((other, taken) -> {
            if (!other.equals(file) && taken.contains(id)) {
                throw new IllegalArgumentException(
                        "the route id " + id + " is taken by " + other + "; give the route another id");
            }
        });
    }

    @Override
    public void stop() {
        running = false;
        looking.ifPresent(ScheduledExecutorService::shutdownNow);
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
