package dev.rollcall.trigger;

import dev.rollcall.run.RunRefused;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/// Every error under /api as `application/problem+json`; those of pages are left to whoever shows pages.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> refused(RunRefused refused) {
        HttpStatus status = switch (refused.kind()) {
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
        return answer(Problem.body(status, refused.code(), String.valueOf(refused.getMessage())), status);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> problem(Problem problem) {
        return answer(problem.body(), problem.status());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> mistyped(MethodArgumentTypeMismatchException e) {
        String message = e.getName() + " is not understood: found " + cut(String.valueOf(e.getValue()));
        return answer(Problem.body(HttpStatus.BAD_REQUEST, "INVALID_PARAMETER", message), HttpStatus.BAD_REQUEST);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> databaseAway(DataAccessException e) {
        LOG.warn(
                "a request could not be answered: the database is away or refuses ({})",
                e.getClass().getSimpleName());
        return answer(
                Problem.body(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "DATABASE_UNAVAILABLE",
                        "the database cannot be used at the moment; nothing was done, try again in a while"),
                HttpStatus.SERVICE_UNAVAILABLE);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> other(Exception e, HttpServletRequest request) throws Exception {
        if (!isOurs(request.getRequestURI())) {
            throw e;
        }
        if (e instanceof ErrorResponse known) {
            HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
            String detail = known.getBody().getDetail();
            return answer(
                    Problem.body(status, status.name(), detail == null ? status.getReasonPhrase() : detail), status);
        }
        LOG.error("a request failed", e);
        return answer(
                Problem.body(
                        HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL", "a fault of Rollcall; see its log for this time"),
                HttpStatus.INTERNAL_SERVER_ERROR);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> unreadable(HttpMessageNotReadableException e) {
        if (BodyTooLarge.isCause(e)) {
            return tooLarge(new BodyTooLarge());
        }
        return answer(
                Problem.body(
                        HttpStatus.BAD_REQUEST,
                        "INVALID_BODY",
                        "the body is not the JSON that was expected; see /openapi.json for what it may hold"),
                HttpStatus.BAD_REQUEST);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> tooLarge(BodyTooLarge e) {
        HttpStatus status = HttpStatus.CONTENT_TOO_LARGE;
        return answer(Problem.body(status, "BODY_TOO_LARGE", String.valueOf(e.getMessage())), status);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> disk(IOException e, HttpServletRequest request) throws IOException {
        if (!isOurs(request.getRequestURI())) {
            throw e;
        }
        LOG.warn("a body could not be received or stored: {}", e.getClass().getSimpleName());
        return answer(
                Problem.body(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "BODY_NOT_STORED",
                        "the body could not be received or stored; nothing was done. See that the home folder has"
                                + " space, and send it again"),
                HttpStatus.SERVICE_UNAVAILABLE);
    }

    /// Whether a path is under /api.
    static boolean isOurs(String path) {
        return path.equals("/api") || path.startsWith("/api/");
    }

    private static ResponseEntity<Map<String, Object>> answer(Map<String, Object> body, HttpStatusCode status) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }

    private static String cut(String value) {
        return value.length() <= 60 ? value : value.substring(0, 60) + "…";
    }
}
