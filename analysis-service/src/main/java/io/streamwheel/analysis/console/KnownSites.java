package io.streamwheel.analysis.console;

import io.streamwheel.analysis.site.NewSite;
import io.streamwheel.analysis.site.SiteEntry;
import io.streamwheel.analysis.site.SiteRegister;
import io.streamwheel.analysis.site.Sites;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sites to choose from, from memory: a page must not wait for the database to draw its frame.
 * Looked at anew in the background when somebody asks.
 */
public final class KnownSites {

    private static final Logger LOG = LoggerFactory.getLogger(KnownSites.class);
    private static final int MOST = 200;
    private static final long FRESH = Duration.ofSeconds(2).toNanos();

    private final SiteRegister register;
    private final Sites sites;
    private final LongSupplier nanoTime;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile List<ConsoleSite> known = List.of();
    private volatile long lookedAt;

    KnownSites(SiteRegister register, Sites sites, LongSupplier nanoTime) {
        this.register = register;
        this.sites = sites;
        this.nanoTime = nanoTime;
        look();
    }

    /** In the order of their names. */
    public List<ConsoleSite> all() {
        if (nanoTime.getAsLong() - lookedAt > FRESH && looking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("console-sites").start(this::lookOnce);
        }
        return known;
    }

    public Optional<ConsoleSite> find(String name) {
        return all().stream().filter(site -> site.name().equals(name)).findFirst();
    }

    /**
     * The one that a page was made for: another may have been chosen since, beside it.
     *
     * @throws ConsoleProblem where there is none of that name
     */
    public ConsoleSite named(String name) {
        return find(name)
                .orElseThrow(() -> new ConsoleProblem("No site of this name is known here."));
    }

    /**
     * Makes a site with its first keys.
     *
     * @throws ConsoleProblem on a name that breaks the rule, or is taken
     */
    public NewSite make(String name) {
        if (!SiteRegister.isName(name)) {
            throw new ConsoleProblem(
                    "A name is a small letter, then up to 62 small letters, digits or -.");
        }
        NewSite made =
                register.add(name)
                        .orElseThrow(
                                () -> new ConsoleProblem("There is a site of that name already."));
        look();
        return made;
    }

    private void look() {
        lookedAt = nanoTime.getAsLong();
        try {
            List<ConsoleSite> found = new ArrayList<>();
            for (SiteEntry entry : register.page("", MOST)) {
                sites.find(entry.name())
                        .ifPresent(id -> found.add(new ConsoleSite(id, entry.name())));
            }
            known = List.copyOf(found);
        } catch (RuntimeException e) {
            LOG.debug("the sites are the last ones known", e);
        }
    }

    private void lookOnce() {
        try {
            look();
        } finally {
            looking.set(false);
        }
    }
}
