package dev.rollcall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SandboxSwitchTest {

    private final ApplicationContextRunner worker =
            new ApplicationContextRunner().withUserConfiguration(SandboxSwitch.class);

    @Test
    void isOffUnlessAskedFor() {
        worker.run(context -> assertThat(context).doesNotHaveBean(Sandbox.class));
        worker.withPropertyValues("rollcall.sandbox.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(Sandbox.class));
    }

    @Test
    void hostsTheDemosTenantsWhenAskedFor() {
        worker.withPropertyValues("rollcall.sandbox.enabled=true", "rollcall.sandbox.port=0")
                .run(context -> assertThat(context.getBean(Sandbox.class).tenants())
                        .extracting(SandboxTenant::name)
                        .containsExactly("ruangkerja-demo", "deskhero-demo", "garment-demo"));
    }
}
