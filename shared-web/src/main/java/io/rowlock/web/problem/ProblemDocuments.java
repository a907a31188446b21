package io.rowlock.web.problem;

import java.security.SecureRandom;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Sees to it that whatever goes wrong, and wherever, is answered with a problem document. */
@Configuration(proxyBeanMethods = false)
@Import({RequestProblems.class, ErrorAddress.class})
public class ProblemDocuments {
    @Bean
    ProblemWriter problemWriter() {
        return new ProblemWriter();
    }

    @Bean
    LastResort lastResort(ProblemWriter writer) {
        return new LastResort(writer, new SecureRandom());
    }

    /** After Boot's own, so that this valve is nearer to the failure and the first to report it. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsFromTheServerItself(ProblemWriter writer) {
        return factory -> factory.addContextCustomizers(context -> {
            var host = (StandardHost) context.getParent();
            host.getPipeline().addValve(new ProblemErrorValve(writer));
            host.setErrorReportValveClass(ProblemErrorValve.class.getName());
        });
    }
}
