package dev.rollcall.report;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What of this package others are given.
@Configuration(proxyBeanMethods = false)
class ReportBeans {

    @Bean
    Messages messages() {
        return new Messages();
    }
}
