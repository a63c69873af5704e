package io.streamwheel.analysis.site;

import io.streamwheel.analysis.site.KeyRefusedException.Reason;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes, rotates and revokes the keys of a site. Changes to the same site's keys wait for each
 * other, in all processes, so that no two requests can each revoke the other's key.
 */
public final class SiteKeys {

    private static final Logger LOG = LoggerFactory.getLogger(SiteKeys.class);

    private final SiteRepository sites;
    private final ApiKeyRepository keys;
    private final Atomically atomically;
    private final KeyMint mint;
    private final Runnable changed;

    /**
     * @param changed lets this process see the keys anew; must not throw
     */
    SiteKeys(
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

    /** Every valid key, then the newest revoked ones, at most 200 in all; newest first. */
    public List<KeyEntry> list(SiteId site) {
        return keys.newest(site);
    }

    /**
     * Makes a key.
     *
     * @throws KeyRefusedException {@code TOO_MANY_KEYS}, {@code CALLER_REVOKED}
     */
    public NewKey add(KeyHolder caller, KeyKind kind) {
        return inTurn(caller, valid -> made(caller, valid, kind));
    }

    /**
     * Makes a key of the same kind as another, which stays valid until it is revoked.
     *
     * @throws KeyRefusedException {@code UNKNOWN_KEY}, {@code REVOKED_KEY}, {@code TOO_MANY_KEYS},
     *     {@code CALLER_REVOKED}
     */
    public NewKey rotate(KeyHolder caller, long id) {
        return inTurn(
                caller,
                valid -> {
                    KeyEntry old = find(caller.site(), id);
                    if (!old.isValid()) {
                        throw new KeyRefusedException(Reason.REVOKED_KEY);
                    }
                    return made(caller, valid, old.kind());
                });
    }

    /**
     * Revokes a key for good. Doing it again changes nothing.
     *
     * @throws KeyRefusedException {@code UNKNOWN_KEY}, {@code OWN_KEY}, {@code LAST_SERVER_KEY},
     *     {@code CALLER_REVOKED}
     */
    public void revoke(KeyHolder caller, long id) {
        var _ =
                inTurn(
                        caller,
                        valid -> {
                            KeyEntry key = find(caller.site(), id);
                            if (key.isValid()) {
                                valid.requireRevocable(key, caller.keyId());
                                keys.revoke(id);
                                log("revoked", caller, key);
                            }
                            return key;
                        });
    }

    private <T> T inTurn(KeyHolder caller, Function<ValidKeys, T> change) {
        T result =
                atomically.get(() -> {
                    sites.lock(caller.site());
                    ValidKeys valid = new ValidKeys(keys.valid(caller.site()));
                    if (!caller.isOperator()) {
                        valid.requireCaller(caller.keyId());
                    }
                    return change.apply(valid);
                });
        changed.run();
        return result;
    }

    private NewKey made(KeyHolder caller, ValidKeys valid, KeyKind kind) {
        valid.requireRoom();
        String text = mint.make(kind);
        keys.add(caller.site(), kind, text);
        KeyEntry entry = keys.findByText(text).orElseThrow().entry();
        log("made", caller, entry);
        return new NewKey(entry, text);
    }

    private KeyEntry find(SiteId site, long id) {
        return keys.find(site, id).orElseThrow(() -> new KeyRefusedException(Reason.UNKNOWN_KEY));
    }

    private static void log(String deed, KeyHolder caller, KeyEntry key) {
        LOG.info(
                "{} key {} of site {} was {} by {}",
                key.kind().slug(),
                key.id(),
                caller.site().value(),
                deed,
                caller.isOperator() ? "the operator" : "key " + caller.keyId());
    }
}
