package io.streamwheel.transform.validation;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.transform.dialect.DecodedEvent;
import io.streamwheel.transform.failed.UnusableEventException;
import java.util.List;

/**
 * What an event must be to mean something. The collector checks most of it at the door; the queue
 * may bring events of others, and of an older collector.
 *
 * <p>The first rule that is broken names the reason. Text comes first, because what cannot be
 * stored cannot be shown in another failure either. A new rule is a new line.
 */
public final class EventRules {

    private static final List<EventRule> IN_ORDER =
            List.of(
                    EventSize::check,
                    StorableText::check,
                    Identifiers::event,
                    Identifiers::type,
                    Identifiers::visitor,
                    Identifiers::item,
                    Identifiers::target);

    private EventRules() {}

    /** Throws what the first broken rule says. */
    public static void check(CollectedEvent collected, DecodedEvent event)
            throws UnusableEventException {
        for (EventRule rule : IN_ORDER) {
            rule.check(collected, event);
        }
    }
}
