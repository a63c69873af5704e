package io.streamwheel.analysis.console.sites;

import io.streamwheel.analysis.console.ConsoleProblem;
import jakarta.servlet.http.HttpSession;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.web.util.WebUtils;

/**
 * Takes a form that makes something once: a second click, or a second try after an answer that got
 * lost, makes nothing more. A form that failed may be sent again.
 */
final class SentForms {

    private static final String ATTRIBUTE = SentForms.class.getName();
    private static final int REMEMBERED = 200;
    private static final int MAX_NUMBER = 64;

    private SentForms() {}

    /** What a form has to carry, another one each time that it is shown. */
    static String number() {
        return UUID.randomUUID().toString();
    }

    /**
     * @param number what the form carried
     * @throws ConsoleProblem when it was sent before
     */
    static <T> T once(HttpSession session, String number, Supplier<T> work) {
        if (number.isEmpty() || number.length() > MAX_NUMBER || !add(session, number)) {
            throw new ConsoleProblem(
                    "This was sent before and made nothing more. What it made the first time is in the list;"
                            + " if its text got lost on the way, revoke it and make another.");
        }
        try {
            return work.get();
        } catch (RuntimeException e) {
            remove(session, number);
            throw e;
        }
    }

    private static boolean add(HttpSession session, String number) {
        synchronized (WebUtils.getSessionMutex(session)) {
            SequencedSet<String> sent = sent(session);
            boolean first = sent.add(number);
            if (sent.size() > REMEMBERED) {
                sent.removeFirst();
            }
            return first;
        }
    }

    private static void remove(HttpSession session, String number) {
        synchronized (WebUtils.getSessionMutex(session)) {
            sent(session).remove(number);
        }
    }

    @SuppressWarnings("unchecked") // nobody else has this attribute
    private static SequencedSet<String> sent(HttpSession session) {
        SequencedSet<String> sent = (SequencedSet<String>) session.getAttribute(ATTRIBUTE);
        if (sent == null) {
            sent = new LinkedHashSet<>();
            session.setAttribute(ATTRIBUTE, sent);
        }
        return sent;
    }
}
