package io.streamwheel.analysis.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the frame around every page shows. */
@ControllerAdvice(basePackages = "io.streamwheel.analysis.console")
final class ConsoleFrame {

    /**
     * @param here the address of the page, to come back to
     * @param assets the directory of scripts and styles
     * @param csrf the token that a change has to show
     * @param shop the demo shop's path; empty where there is none
     */
    record Frame(
            List<Screen> screens,
            @Nullable Screen current,
            List<ConsoleSite> sites,
            @Nullable ConsoleSite site,
            String here,
            String assets,
            String csrf,
            String shop) {}

    private final KnownSites sites;
    private final ChosenSite choice;
    private final Assets assets;
    private final ConsoleSettings settings;

    ConsoleFrame(KnownSites sites, ChosenSite choice, Assets assets, ConsoleSettings settings) {
        this.sites = sites;
        this.choice = choice;
        this.assets = assets;
        this.settings = settings;
    }

    @ModelAttribute("frame")
    Frame frame(HttpServletRequest request) {
        Object token = request.getAttribute(CsrfToken.class.getName());
        return new Frame(
                Screens.ALL,
                Screens.of(request.getRequestURI()).orElse(null),
                sites.all(),
                choice.of(request.getSession(false)).orElse(null),
                here(request),
                assets.directory(),
                token instanceof CsrfToken csrf ? csrf.getToken() : "",
                settings.shop());
    }

    private static String here(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }
}
