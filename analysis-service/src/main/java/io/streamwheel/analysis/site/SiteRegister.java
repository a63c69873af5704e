package io.streamwheel.analysis.site;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists the sites and makes new ones, each with a key of either kind. */
public final class SiteRegister {

    private static final Logger LOG = LoggerFactory.getLogger(SiteRegister.class);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private final SiteRepository sites;
    private final ApiKeyRepository keys;
    private final Atomically atomically;
    private final KeyMint mint;
    private final Runnable changed;

    /**
     * @param changed lets this process see the keys anew; must not throw
     */
    SiteRegister(
            SiteRepository sites,
            ApiKeyRepository keys,
            Atomically atomically,
            KeyMint mint,
            Runnable changed) {
        this.sites = sites;
        this.keys = keys;
        this.atomically = atomically;
        this.mint = mint;
        this.changed = changed;
    }

    /** Whether a new site may have that name: a label of a host name in small letters. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * The sites in the order of their names.
     *
     * @param after the name that they follow; empty for the first
     */
    public List<SiteEntry> page(String after, int most) {
        return sites.page(after, most);
    }

    /**
     * Makes a site and its keys; all of it, or nothing.
     *
     * @return empty when the name is taken
     * @throws IllegalArgumentException on a name that breaks the rule
     */
    public Optional<NewSite> add(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("a site is named " + NAME + ": " + name);
        }
        Optional<NewSite> made = atomically.get(() -> made(name));
        if (made.isPresent()) {
            LOG.info("made site {}", name);
            changed.run();
        }
        return made;
    }

    private Optional<NewSite> made(String name) {
        if (!sites.addIfAbsent(name)) {
            return Optional.empty();
        }
        SiteId site = sites.find(name).orElseThrow();
        NewSite made = new NewSite(name, mint.make(KeyKind.WRITE), mint.make(KeyKind.SERVER));
        keys.add(site, KeyKind.WRITE, made.writeKey());
        keys.add(site, KeyKind.SERVER, made.serverKey());
        return Optional.of(made);
    }
}
