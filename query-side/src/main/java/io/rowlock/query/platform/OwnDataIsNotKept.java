package io.rowlock.query.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What is somebody's own is kept by nobody between them and here, nor by the machine they borrowed. */
@Configuration(proxyBeanMethods = false)
class OwnDataIsNotKept {
    private static final String NOT_KEPT = "private, " + CacheControl.noStore().getHeaderValue();

    @Bean
    WebMvcConfigurer ownData() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new HandlerInterceptor() {
                            @Override
                            public boolean preHandle(
                                    HttpServletRequest request, HttpServletResponse response, Object handler) {
                                response.setHeader(HttpHeaders.CACHE_CONTROL, NOT_KEPT);
                                return true;
                            }
                        })
                        .addPathPatterns("/api/holds/**", "/api/reservations/**", "/api/payments/**", "/api/wallet/**");
            }
        };
    }
}
