package io.streamwheel.analysis.http;

import io.streamwheel.analysis.site.NewSite;
import io.streamwheel.analysis.site.SiteEntry;
import io.streamwheel.analysis.site.SiteRegister;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v1/sites}: what the administrator may see and make. */
@RestController
final class SitesHandler {

    private static final int PAGE_SIZE = 100;
    private static final int MAX_CURSOR = 1000;

    /**
     * A page, in the order of names.
     *
     * @param cursor the last name, which asks for the next page; null on the last
     */
    record Page(List<SiteEntry> items, @Nullable String cursor) {}

    private final SiteRegister register;

    SitesHandler(SiteRegister register) {
        this.register = register;
    }

    @GetMapping("/v1/sites")
    Page list(Administrator administrator, HttpServletRequest request) {
        String after = new Parameters(request).text("cursor", MAX_CURSOR);
        List<SiteEntry> found = register.page(after, PAGE_SIZE + 1);
        boolean more = found.size() > PAGE_SIZE;
        List<SiteEntry> shown = more ? found.subList(0, PAGE_SIZE) : found;
        return new Page(shown, more ? shown.getLast().name() : null);
    }

    /** The answer shows the site's first two keys, this once. */
    @PostMapping("/v1/sites")
    @ResponseStatus(HttpStatus.CREATED)
    NewSite add(Administrator administrator, InputStream body, HttpServletResponse response)
            throws IOException {
        String name = JsonBody.text(body, "name");
        if (!SiteRegister.isName(name)) {
            throw InvalidBodyException.badRequest(
                    "/name", "must be a small letter, then up to 62 small letters, digits or -");
        }
        NewSite made =
                register.add(name)
                        .orElseThrow(() ->
                                new ProblemException(
                                        HttpStatus.CONFLICT,
                                        "site-exists",
                                        "Site exists",
                                        "A site has that name already."));
        response.setHeader("Cache-Control", "no-store");
        return made;
    }
}
