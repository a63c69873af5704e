package io.streamwheel.analysis.console.failed;

import io.streamwheel.analysis.console.ConsoleSite;
import io.streamwheel.analysis.failed.EditRefusedException;
import io.streamwheel.analysis.failed.FailedEventRow;
import io.streamwheel.analysis.failed.ReplayRefusedException;
import io.streamwheel.analysis.failed.Replayer;
import io.streamwheel.analysis.failed.SqlFailure;
import io.streamwheel.analysis.site.KeyHolder;
import io.streamwheel.transport.PublishFailedException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;

/**
 * Sends one failed event through again in the operator's name. Whatever stands in the way is an
 * answer in words and no exception: what the operator has typed must stay on the page.
 */
final class OneReplay {

    private static final Logger LOG = LoggerFactory.getLogger(OneReplay.class);

    private final Replayer replayer;

    OneReplay(Replayer replayer) {
        this.replayer = replayer;
    }

    /**
     * @param edited sent instead of its own bytes; null for these
     */
    Said send(ConsoleSite site, long id, @Nullable String edited) throws Exception {
        byte[] payload = edited == null ? null : edited.getBytes(StandardCharsets.UTF_8);
        try {
            return said(replayer.replay(KeyHolder.operatorOf(site.id()), id, payload));
        } catch (EditRefusedException e) {
            return Said.payload(inWords(e));
        } catch (ReplayRefusedException e) {
            return Said.no(HttpStatus.CONFLICT, e.reason().detail());
        } catch (PublishFailedException e) {
            LOG.debug("the broker did not take a replay", e);
            return Said.no(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "The broker does not take it, so it is failed as before. Pipeline says more;"
                            + " try again when the broker is back.");
        } catch (SQLException | DataAccessException | TransactionException e) {
            if (SqlFailure.of(e) == SqlFailure.TRANSIENT) {
                LOG.debug("a replay had no database", e);
            } else {
                LOG.error("a replay failed", e);
            }
            return Said.no(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "The database does not answer, so it may have been sent or not. Try again when"
                            + " it is back: an event counts once, however often it is sent.");
        }
    }

    private static Said said(Optional<Replayer.Outcome> outcome) {
        if (outcome.isEmpty()) {
            return Said.UNKNOWN;
        }
        FailedEventRow before = outcome.get().row();
        return outcome.get().sent()
                ? Said.yes("Sent. What becomes of it shows here by itself.")
                : Said.yes(
                        "Nothing was sent: another replay of it went through before, and it is %s."
                                .formatted(before.fate()));
    }

    /** The rule, with the part of the payload that breaks it. */
    private static String inWords(EditRefusedException refused) {
        String pointer = refused.pointer();
        String part = pointer.isEmpty() ? "The payload" : "“" + pointer.substring(1) + "”";
        return part + " " + refused.rule() + ".";
    }
}
