package dev.rollcall.trigger;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;

/// Under /api only [Uploads] reads a form with files: an empty body is empty there, whatever its type says.
@Configuration(proxyBeanMethods = false)
class FormsOutsideTheApi {
    @Bean
    MultipartResolver multipartResolver() {
        return new StandardServletMultipartResolver() {
            @Override
            public boolean isMultipart(HttpServletRequest request) {
                return !Problems.isOurs(request.getRequestURI()) && super.isMultipart(request);
            }
        };
    }
}
