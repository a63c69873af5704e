package io.streamwheel.analysis.people;

import it.unimi.dsi.fastutil.ints.Int2ByteLinkedOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;

/**
 * Whom the asking person is tied to: what the graph in memory has, and over it what the store has
 * now, so that a follow of a second ago counts.
 *
 * @param self the person's own number; -1 for one who is not in the graph
 * @param tied those who are tied to the person and the direction, fewest ties first
 * @param barred who is not to be told of: the person, whom it follows, whom it dismissed
 */
record Circle(int self, Int2ByteLinkedOpenHashMap tied, IntSet barred) {

    static Circle of(FollowGraph graph, Stances stances) {
        int self = -1;
        IntOpenHashSet barred = new IntOpenHashSet();
        Int2ByteLinkedOpenHashMap tied = new Int2ByteLinkedOpenHashMap();
        for (String id : stances.ids()) {
            int number = graph.find(id);
            if (number >= 0) {
                barred.add(number);
                // Of several ids only the user's own one is in the graph.
                self = self < 0 || graph.degree(number) > graph.degree(self) ? number : self;
            }
        }
        if (self >= 0) {
            for (int at = graph.rowStart(self); at < graph.rowEnd(self); at++) {
                tied.put(graph.tied(at), graph.direction(at));
            }
        }
        overlay(graph, stances, tied);
        tied.keySet().removeAll(barred);
        tied.int2ByteEntrySet()
                .forEach(each -> {
                    if ((each.getByteValue() & FollowGraph.FOLLOWS) != 0) {
                        barred.add(each.getIntKey());
                    }
                });
        for (String other : stances.dismissed()) {
            int number = graph.find(other);
            if (number >= 0) {
                barred.add(number);
            }
        }
        return new Circle(self, tied, barred);
    }

    private static void overlay(
            FollowGraph graph, Stances stances, Int2ByteLinkedOpenHashMap tied) {
        for (String other : stances.follows()) {
            int number = graph.find(other);
            if (number >= 0) {
                tied.put(number, (byte) (tied.get(number) | FollowGraph.FOLLOWS));
            }
        }
        for (String other : stances.left()) {
            int number = graph.find(other);
            if (number >= 0 && tied.containsKey(number)) {
                byte rest = (byte) (tied.get(number) & FollowGraph.FOLLOWED);
                if (rest == 0) {
                    tied.remove(number);
                } else {
                    tied.put(number, rest);
                }
            }
        }
    }

    /** How many people the person is tied to. */
    int size() {
        return tied.size();
    }
}
