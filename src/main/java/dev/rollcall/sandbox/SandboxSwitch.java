package dev.rollcall.sandbox;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Starts the demo's tenants inside the worker when `rollcall.sandbox.enabled=true`; off otherwise.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("rollcall.sandbox.enabled")
class SandboxSwitch {

    @Bean(destroyMethod = "close")
    Sandbox sandbox(@Value("${rollcall.sandbox.port:8090}") int port) {
        return Sandbox.start(SandboxSettings.demo(port));
    }
}
