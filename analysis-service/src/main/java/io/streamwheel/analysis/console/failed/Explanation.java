package io.streamwheel.analysis.console.failed;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reason in words.
 *
 * @param title a few words
 * @param meaning what happened, and whose doing it is
 * @param advice what to do now
 */
record Explanation(String title, String meaning, String advice) {

    private static final String MEND_SENDER =
            "Tell whoever owns the sender, mend the payload of what matters, and replay it.";

    private static final String MEND_US =
            "Keep these events. Upgrade, or mend what the log names, then replay all of them.";

    private static final String NOBODYS =
            "Nothing can be replayed of it. See who else writes to the broker, then discard it.";

    private static final Map<String, Explanation> BY_REASON =
            Map.ofEntries(
                    Map.entry(
                            "malformed-json",
                            new Explanation(
                                    "Not JSON",
                                    "The payload is not one JSON object, so nothing in it can be"
                                            + " read. Mostly a sender that writes JSON by hand, or"
                                            + " something on the way that cuts it.",
                                    MEND_SENDER)),
                    Map.entry(
                            "invalid-utf8",
                            new Explanation(
                                    "Not UTF-8",
                                    "The payload holds bytes that are no UTF-8. The sender speaks"
                                            + " another encoding, such as Latin-1.",
                                    MEND_SENDER)),
                    Map.entry(
                            "nul-in-text",
                            new Explanation(
                                    "A character that cannot be stored",
                                    "A text holds U+0000, which PostgreSQL cannot keep. Mostly a"
                                            + " field that an old program pads with zeros.",
                                    "Take \\u0000 out of what the sentence beside the event names,"
                                            + " replay it, and tell whoever owns the sender.")),
                    Map.entry(
                            "lone-surrogate",
                            new Explanation(
                                    "Half a character",
                                    "A text holds half of a UTF-16 pair. Mostly a text that was cut"
                                            + " in the middle of an emoji.",
                                    MEND_SENDER)),
                    Map.entry(
                            "missing-field",
                            new Explanation(
                                    "Something is missing",
                                    "A field that every event of this kind needs is not there.",
                                    MEND_SENDER)),
                    Map.entry(
                            "invalid-type",
                            new Explanation(
                                    "A field of the wrong kind",
                                    "A field is there, but it is a number where a text belongs, say.",
                                    MEND_SENDER)),
                    Map.entry(
                            "invalid-value",
                            new Explanation(
                                    "A value that means nothing",
                                    "A field has the right kind and a value that nobody can use,"
                                            + " such as a time that there is not.",
                                    MEND_SENDER)),
                    Map.entry(
                            "too-large",
                            new Explanation(
                                    "Too large",
                                    "The event is larger than a queue should carry.",
                                    MEND_SENDER)),
                    Map.entry(
                            "unmappable",
                            new Explanation(
                                    "Transform stumbled",
                                    "The transform stage could not cope with it. That is a fault of"
                                            + " this program and no one else's; its log has it.",
                                    MEND_US)),
                    Map.entry(
                            "unstorable",
                            new Explanation(
                                    "Analysis stumbled",
                                    "The analysis stage could not cope with it, alone as it was."
                                            + " That is a fault of this program; its log has it.",
                                    MEND_US)),
                    Map.entry(
                            "data",
                            new Explanation(
                                    "Refused by the database",
                                    "PostgreSQL refused this event and none of its neighbours: a"
                                            + " fault of ours, or a constraint or trigger that"
                                            + " somebody added to our tables.",
                                    MEND_US)),
                    Map.entry(
                            "dead-lettered",
                            new Explanation(
                                    "Given up by the broker",
                                    "The broker handed it out again and again and nobody"
                                            + " acknowledged it, as when a stage dies of it.",
                                    "Once the stage works again, replay all of them.")),
                    Map.entry(
                            "unknown-site",
                            new Explanation(
                                    "Of a site that there is not",
                                    "It names a site that this database does not know: another"
                                            + " installation's broker, or an old backup.",
                                    NOBODYS)),
                    Map.entry(
                            "not-an-envelope",
                            new Explanation(
                                    "Not one of our messages",
                                    "Somebody put a message into our queue that no stage sends."
                                            + " Whoever did has the broker's password.",
                                    NOBODYS)));

    /** Of a reason; of one that nobody has described yet, with its own name. */
    static Explanation of(String reason) {
        @Nullable Explanation known = BY_REASON.get(reason);
        return known == null
                ? new Explanation(
                        reason,
                        "The sentence beside each event says what was wrong with it.",
                        "Mend the payload of what matters and replay it, or discard it.")
                : known;
    }

    static boolean knows(String reason) {
        return BY_REASON.containsKey(reason);
    }
}
