package dev.rollcall.trigger;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/// What was turned away before our code saw it, such as a path that no server takes: under /api as a problem, else
/// as Spring Boot shows it.
@Controller
class ApiErrors extends BasicErrorController {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    ApiErrors(ErrorAttributes attributes, WebProperties web, List<ErrorViewResolver> views) {
        super(attributes, web.getError(), views);
    }

    @Override
    public ModelAndView errorHtml(HttpServletRequest request, HttpServletResponse response) {
        return isOurs(request)
                ? new ModelAndView((model, asked, answer) -> write(problem(request), answer))
                : super.errorHtml(request, response);
    }

    @Override
    public ResponseEntity<Map<String, Object>> error(HttpServletRequest request) {
        if (!isOurs(request)) {
            return super.error(request);
        }
        return ResponseEntity.status(getStatus(request))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem(request));
    }

    private static boolean isOurs(HttpServletRequest request) {
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return path != null && Problems.isOurs(path.toString());
    }

    private Map<String, Object> problem(HttpServletRequest request) {
        HttpStatus status = getStatus(request);
        return Problem.body(status, status.name(), "the call was not understood: " + status.getReasonPhrase());
    }

    private static void write(Map<String, Object> problem, HttpServletResponse response) throws java.io.IOException {
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(JSON.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8));
    }
}
