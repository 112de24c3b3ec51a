package dev.rollcall.trigger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What the container refuses before any servlet sees it, such as a path that cannot be decoded: under /api a
/// problem too.
@Component
class ContainerRefusals implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new Reporting()));
    }

    private static final class Reporting extends ErrorReportValve {
        private static final JsonMapper JSON = JsonMapper.builder().build();

        @Override
        protected void report(Request request, Response response, Throwable trouble) {
            HttpStatus status = HttpStatus.resolve(response.getStatus());
            String path = request.getRequestURI();
            boolean ours = path != null && Problems.isOurs(path);
            if (!ours || status == null || !status.isError() || response.getContentWritten() > 0) {
                return;
            }
            if (response.setErrorReported()) {
                write(status, response);
            }
        }

        private static void write(HttpStatus status, Response response) {
            String detail = "the call was not understood: " + status.getReasonPhrase();
            byte[] body = JSON.writeValueAsString(Problem.body(status, status.name(), detail))
                    .getBytes(StandardCharsets.UTF_8);
            try {
                response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                response.setContentLength(body.length);
                response.getOutputStream().write(body);
                response.finishResponse();
            } catch (IOException _) {
                // the caller is gone
            }
        }
    }
}
