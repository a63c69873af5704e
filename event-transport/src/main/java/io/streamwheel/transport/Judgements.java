package io.streamwheel.transport;

import java.util.HashMap;
import java.util.Map;

/**
 * How many events were judged, per site, and how many of them are suspect: they failed, and it may
 * be our own fault. An event that its client is to blame for is in neither number, so that nobody
 * opens a circuit by sending nonsense, and nobody hides our faults behind it. Not for several
 * threads.
 */
public final class Judgements {

    /** What came from no site at all: messages of a producer of ours, or of a stranger. */
    private static final String NOBODY = "";

    private final Map<String, Count> bySite = new HashMap<>();

    /** Events that went on. */
    public void addGood(String site, int events) {
        count(site).judged += events;
    }

    public void addSuspect(String site) {
        Count count = count(site);
        count.judged++;
        count.suspects++;
    }

    /** A whole message that cannot be read. Only who has the broker's password can send one. */
    public void addStranger() {
        addSuspect(NOBODY);
    }

    void add(Judgements more) {
        more.bySite.forEach((site, count) -> {
            Count own = count(site);
            own.judged += count.judged;
            own.suspects += count.suspects;
        });
    }

    private Count count(String site) {
        return bySite.computeIfAbsent(site, any -> new Count());
    }

    int judged() {
        return bySite.values().stream().mapToInt(count -> count.judged).sum();
    }

    int suspects() {
        return bySite.values().stream().mapToInt(count -> count.suspects).sum();
    }

    /** Whether more than this share of the events is suspect. */
    boolean exceeds(double share) {
        return suspects() > share * judged();
    }

    /** Whether all of them, if any, are of one and the same site. */
    boolean isOfOneSite() {
        return bySite.size() == 1 && !bySite.containsKey(NOBODY);
    }

    /**
     * The same without the site that has the most suspects, unless nothing else was judged: what
     * one site's clients send must not stop all others.
     */
    Judgements withoutWorstSite() {
        String worst = NOBODY;
        int most = 0;
        for (Map.Entry<String, Count> each : bySite.entrySet()) {
            if (each.getValue().suspects > most && !each.getKey().equals(NOBODY)) {
                worst = each.getKey();
                most = each.getValue().suspects;
            }
        }
        if (most == 0 || bySite.size() == 1) {
            return this;
        }
        Judgements others = new Judgements();
        others.bySite.putAll(bySite);
        others.bySite.remove(worst);
        return others;
    }

    @Override
    public String toString() {
        return suspects() + " of " + judged() + " events";
    }

    private static final class Count {
        private int judged;
        private int suspects;
    }
}
