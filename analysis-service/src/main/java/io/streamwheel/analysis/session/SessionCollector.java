package io.streamwheel.analysis.session;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts clicks into sessions. Clicks come in any order, and the order makes no difference: a session
 * is what one person did under one session id of the client, or without one, until a silence. Such
 * an id that comes back after a silence begins another session; two that take turns are two.
 *
 * <p>A session of one click is none: nothing follows from it.
 */
public final class SessionCollector {

    private final SessionSettings settings;
    private final Object2IntOpenHashMap<String> items = new Object2IntOpenHashMap<>();
    private final Object2IntOpenHashMap<String> threads = new Object2IntOpenHashMap<>();
    private int[] thread = new int[1024];
    private int[] item = new int[1024];
    private long[] time = new long[1024];
    private long[] event = new long[1024];
    private short[] position = new short[1024];
    private int size;

    public SessionCollector(SessionSettings settings) {
        this.settings = settings;
        items.defaultReturnValue(-1);
        threads.defaultReturnValue(-1);
    }

    /**
     * @param person a name that is the same for all ids of one person
     * @param session the client's own id of the session
     * @param time when it occurred, epoch milliseconds
     * @param event something of the event that is the same whenever it is read; of two at the same
     *     time the smaller one is first
     * @param position of the click in its event
     */
    public void add(
            String person,
            @Nullable String session,
            String itemId,
            long time,
            long event,
            short position) {
        if (size == item.length) {
            grow(size + (size >> 1));
        }
        thread[size] = number(threads, session == null ? person : person + '\0' + session);
        item[size] = number(items, itemId);
        this.time[size] = time;
        this.event[size] = event;
        this.position[size] = position;
        size++;
    }

    private void grow(int larger) {
        thread = Arrays.copyOf(thread, larger);
        item = Arrays.copyOf(item, larger);
        time = Arrays.copyOf(time, larger);
        event = Arrays.copyOf(event, larger);
        position = Arrays.copyOf(position, larger);
    }

    private static int number(Object2IntOpenHashMap<String> numbers, String name) {
        int known = numbers.getInt(name);
        if (known < 0) {
            known = numbers.size();
            numbers.put(name, known);
        }
        return known;
    }

    /** The newest sessions. The collector is of no use afterwards. */
    public Sessions collect() {
        int[] order = new int[size];
        Arrays.setAll(order, i -> i);
        IntArrays.quickSort(order, this::compare);
        int[] from = new int[size];
        int[] to = new int[size];
        int count = 0;
        for (int begin = 0, at = 1; at <= size; at++) {
            if (at == size || isCut(order[at - 1], order[at])) {
                if (at - begin >= 2) {
                    from[count] = Math.max(begin, at - settings.maxLength());
                    to[count++] = at;
                }
                begin = at;
            }
        }
        int[] sessions = new int[count];
        Arrays.setAll(sessions, i -> i);
        // Persons are numbered as they come, so the last click decides between equal times.
        IntArrays.quickSort(sessions, (a, b) -> compareClicks(order[to[a] - 1], order[to[b] - 1]));
        int kept = Math.min(count, settings.maxSessions());
        return lay(order, from, to, Arrays.copyOfRange(sessions, count - kept, count));
    }

    private boolean isCut(int before, int click) {
        return thread[before] != thread[click]
                || time[click] - time[before] > settings.inactivityGap().toMillis();
    }

    private int compare(int a, int b) {
        return thread[a] != thread[b] ? Integer.compare(thread[a], thread[b]) : compareClicks(a, b);
    }

    private int compareClicks(int a, int b) {
        if (time[a] != time[b]) {
            return Long.compare(time[a], time[b]);
        }
        return event[a] != event[b]
                ? Long.compare(event[a], event[b])
                : Short.compare(position[a], position[b]);
    }

    /** Items get numbers anew, by their ids, so that none is left of a session that is not kept. */
    private Sessions lay(int[] order, int[] from, int[] to, int[] kept) {
        int[] starts = new int[kept.length + 1];
        for (int s = 0; s < kept.length; s++) {
            starts[s + 1] = starts[s] + to[kept[s]] - from[kept[s]];
        }
        int[] clicks = new int[starts[kept.length]];
        boolean[] used = new boolean[items.size()];
        for (int s = 0; s < kept.length; s++) {
            for (int i = 0; i < starts[s + 1] - starts[s]; i++) {
                int number = item[order[from[kept[s]] + i]];
                clicks[starts[s] + i] = number;
                used[number] = true;
            }
        }
        String[] names = new String[items.size()];
        items.object2IntEntrySet().fastForEach(each -> names[each.getIntValue()] = each.getKey());
        int[] byName = new int[names.length];
        Arrays.setAll(byName, i -> i);
        IntArrays.quickSort(byName, (a, b) -> names[a].compareTo(names[b]));
        int[] anew = new int[names.length];
        String[] ids = new String[names.length];
        int count = 0;
        for (int number : byName) {
            if (used[number]) {
                ids[count] = names[number];
                anew[number] = count++;
            }
        }
        for (int i = 0; i < clicks.length; i++) {
            clicks[i] = anew[clicks[i]];
        }
        return new Sessions(List.of(Arrays.copyOf(ids, count)), starts, clicks);
    }
}
