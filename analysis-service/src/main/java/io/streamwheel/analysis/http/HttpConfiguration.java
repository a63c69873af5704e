package io.streamwheel.analysis.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.streamwheel.analysis.site.AdminKey;
import io.streamwheel.analysis.site.ApiKeys;
import java.util.List;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.UrlHandlerFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Builds the way that a request takes before it reaches a handler. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration implements WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgumentResolver());
    }

    @Bean
    FilterRegistrationBean<SecurityHeadersFilter> securityHeadersFilter() {
        return inPlace(new SecurityHeadersFilter(), 0);
    }

    @Bean
    FilterRegistrationBean<ServerKeyFilter> serverKeyFilter(ApiKeys keys, AdminKey adminKey) {
        return inPlace(new ServerKeyFilter(keys, adminKey), 1);
    }

    @Bean
    FilterRegistrationBean<UrlHandlerFilter> trailingSlashFilter() {
        return inPlace(UrlHandlerFilter.trailingSlashHandler("/v1/**").wrapRequest().build(), 2);
    }

    /** Before all others, the framework's observation among them. */
    @Bean
    FilterRegistrationBean<ShortWay> shortWay(
            ApiKeys keys, RecommendationsHandler handler, MeterRegistry meters) {
        Timer answers =
                Timer.builder("streamwheel.analysis.personal")
                        .description("Personal lists that were answered, and how long that took")
                        .register(meters);
        FilterRegistrationBean<ShortWay> registration =
                new FilterRegistrationBean<>(new ShortWay(keys::find, handler, answers));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** Ids may hold slashes: an escaped one stays what it is, and nothing is mapped by it. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> idsInPaths() {
        return factory -> {
            factory.addConnectorCustomizers(connector -> {
                String passThrough = EncodedSolidusHandling.PASS_THROUGH.getValue();
                connector.setEncodedSolidusHandling(passThrough);
                connector.setEncodedReverseSolidusHandling(passThrough);
            });
            factory.addContextCustomizers(context ->
                    context.getParent().getPipeline().addValve(new ProblemReportValve()));
        };
    }

    private static <F extends jakarta.servlet.Filter> FilterRegistrationBean<F> inPlace(
            F filter, int place) {
        FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 100 + place);
        return registration;
    }
}
