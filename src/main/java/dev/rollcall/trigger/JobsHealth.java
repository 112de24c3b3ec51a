package dev.rollcall.trigger;

import dev.rollcall.job.Jobs;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Problems of job and route files: a detail for who logs in, never a reason to call the worker down.
@Component("jobFiles")
class JobsHealth implements HealthIndicator {
    private final Jobs jobs;
    private final Routes routes;

    JobsHealth(Jobs jobs, Routes routes) {
        this.jobs = jobs;
        this.routes = routes;
    }

    @Override
    public Health health() {
        var problems = new TreeMap<String, Object>();
        jobs.problems()
                .forEach((job, faults) -> problems.put(
                        job.value(), faults.stream().map(Object::toString).toList()));
        return Health.up()
                .withDetail("good", jobs.all().size())
                .withDetail("problems", problems)
                .withDetail("routes", routes.problems())
                .build();
    }
}
