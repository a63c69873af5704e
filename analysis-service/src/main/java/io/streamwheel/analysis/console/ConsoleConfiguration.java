package io.streamwheel.analysis.console;

import io.streamwheel.analysis.catalogue.Catalogue;
import io.streamwheel.analysis.scenario.Scenarios;
import io.streamwheel.analysis.site.SiteRegister;
import io.streamwheel.analysis.site.Sites;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** Builds what all screens share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConsoleSettings.class)
class ConsoleConfiguration {

    @Bean
    KnownSites knownSites(SiteRegister register, Sites sites) {
        return new KnownSites(register, sites, System::nanoTime);
    }

    @Bean
    ChosenSite chosenSite(KnownSites sites) {
        return new ChosenSite(sites);
    }

    @Bean
    WebMvcConfigurer consoleArguments(ChosenSite choice) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(choice);
            }
        };
    }

    @Bean
    Assets consoleAssets() {
        return new Assets();
    }

    /** Before the screens, and without what is put into every page. */
    @Bean
    HandlerMapping consoleAssetsMapping(Assets assets) {
        return new SimpleUrlHandlerMapping(
                Map.of("/console/assets/**", new AssetsHandler(assets)), -1);
    }

    @Bean
    LiveStreams liveStreams() {
        return new LiveStreams();
    }

    @Bean
    Figures figures(Clock clock) {
        return new Figures(clock);
    }

    @Bean
    ShownLists shownLists(Catalogue catalogue, Scenarios scenarios) {
        return new ShownLists(catalogue, scenarios);
    }
}
