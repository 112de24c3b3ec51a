package dev.rollcall.trigger;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.json.JsonMapper;

/// Who may do what. Machines come with HTTP Basic, people with a session; under /api a refusal is never a redirect.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UserSettings.class)
class Access {
    private static final String VIEWER = "viewer";
    private static final String OPERATOR = "operator";
    private static final String APPROVER = "approver";
    private static final String ADMIN = "admin";

    private final JsonMapper json = JsonMapper.builder().build();

    @Bean
    @Order(1)
    SecurityFilterChain machines(HttpSecurity http) throws Exception {
        return http.securityMatcher("/api/**", "/actuator/**", "/openapi.json", "/openapi.json/**", "/openapi.yaml")
                .authorizeHttpRequests(paths -> paths.requestMatchers("/actuator/health", "/actuator/health/**")
                        .permitAll()
                        .requestMatchers(HttpMethod.DELETE, "/api/**")
                        .hasRole(ADMIN)
                        .requestMatchers(
                                HttpMethod.POST,
                                "/api/runs/*/apply",
                                "/api/runs/*/approve",
                                "/api/runs/*/discard",
                                "/api/runs/*/undo")
                        .hasAnyRole(APPROVER, ADMIN)
                        .requestMatchers(HttpMethod.POST, "/api/**")
                        .hasAnyRole(OPERATOR, ADMIN)
                        .anyRequest()
                        .hasAnyRole(VIEWER, OPERATOR, APPROVER, ADMIN))
                .httpBasic(basic -> basic.authenticationEntryPoint((request, response, e) -> unauthorized(response)))
                .exceptionHandling(
                        refusals -> refusals.authenticationEntryPoint((request, response, e) -> unauthorized(response))
                                .accessDeniedHandler((request, response, e) -> forbidden(response)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .csrf(csrf -> csrf.requireCsrfProtectionMatcher(Access::comesWithASession))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain people(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(paths -> paths.requestMatchers(
                                "/login",
                                "/error",
                                "/favicon.ico",
                                "/static/**",
                                "/css/**",
                                "/*.css",
                                "/*.js",
                                "/*.svg")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.permitAll())
                .httpBasic(basic -> {})
                .build();
    }

    /// A call with credentials of its own cannot be forged by another site.
    private static boolean comesWithASession(HttpServletRequest request) {
        return !"GET".equals(request.getMethod())
                && !"HEAD".equals(request.getMethod())
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && request.getSession(false) != null;
    }

    private void unauthorized(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Rollcall\"");
        write(
                response,
                HttpStatus.UNAUTHORIZED,
                "UNAUTHORIZED",
                "name and password are missing or wrong; send them by HTTP Basic");
    }

    private void forbidden(HttpServletResponse response) throws IOException {
        write(response, HttpStatus.FORBIDDEN, "FORBIDDEN", "your roles do not allow this; ask an admin of Rollcall");
    }

    private void write(HttpServletResponse response, HttpStatus status, String code, String detail) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        byte[] body =
                json.writeValueAsString(Problem.body(status, code, detail)).getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
