package dev.rollcall.job;

import dev.rollcall.connector.ConnectorFactory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// Looks at the folder of job files once a second for as long as the worker runs.
@Configuration(proxyBeanMethods = false)
class JobWatch {

    private static final Logger log = LoggerFactory.getLogger(JobWatch.class);

    @Bean
    JobReader jobReader(ObjectProvider<ConnectorFactory> factories, Environment environment) {
        return new JobReader(
                factories.orderedStream().toList(), name -> Optional.ofNullable(environment.getProperty(name)));
    }

    @Bean
    JobFolder jobFolder(@Value("${rollcall.jobs:./jobs}") Path folder, JobReader reader) {
        return new JobFolder(folder, reader);
    }

    @Bean
    Looks jobFolderLooks(JobFolder folder) {
        return new Looks(folder);
    }

    /// Runs for as long as the application does. The executor is no bean of its own, so that nobody else runs
    /// on it.
    static final class Looks implements AutoCloseable {
        private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("job-files").daemon().factory());

        Looks(JobFolder folder) {
            var _ = executor.scheduleWithFixedDelay(() -> look(folder), 1, 1, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            executor.shutdownNow();
        }
    }

    private static void look(JobFolder folder) {
        try {
            folder.look();
        } catch (RuntimeException surprise) {
            log.error("the job files could not be looked at; the next look comes in a second", surprise);
        }
    }
}
