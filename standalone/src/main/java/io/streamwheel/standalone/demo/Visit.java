package io.streamwheel.standalone.demo;

import io.streamwheel.event.EventTypes;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One visit to the shop: a shelf is seen, products are looked at, some are clicked, few go to the
 * cart, and of those half are bought.
 */
final class Visit {

    private static final int SHELF = 3;
    private static final double CLICKS = 0.35;
    private static final double LIKES = 0.05;
    private static final double TAKES = 0.24;
    private static final double PUTS_BACK = 0.12;
    private static final double BUYS = 0.5;

    /** Above 1: few products get most of the looks. */
    private static final double POPULARITY_SKEW = 1.6;

    private final Catalogue catalogue;
    private final String shop;
    private final Visitor visitor;
    private final boolean signedIn;
    private final String sessionId;
    private final RandomGenerator random;
    private final List<DemoEvent> events = new ArrayList<>();
    private Instant now;

    private Visit(
            Catalogue catalogue,
            String shop,
            Visitor visitor,
            boolean signedIn,
            String sessionId,
            Instant start,
            RandomGenerator random) {
        this.catalogue = catalogue;
        this.shop = shop;
        this.visitor = visitor;
        this.signedIn = signedIn;
        this.sessionId = sessionId;
        this.random = random;
        this.now = start;
    }

    /**
     * The events of a visit in their order, without ids.
     *
     * @param signsIn whether the visitor says who it is at the beginning
     * @param signedIn whether the shop knows the visitor from then on
     */
    static List<DemoEvent> of(
            Catalogue catalogue,
            String shop,
            Visitor visitor,
            boolean signsIn,
            boolean signedIn,
            String sessionId,
            Instant start,
            RandomGenerator random) {
        Visit visit = new Visit(catalogue, shop, visitor, signedIn, sessionId, start, random);
        if (signsIn) {
            visit.record(EventTypes.IDENTIFY, null, null);
        }
        visit.walk();
        return List.copyOf(visit.events);
    }

    private void walk() {
        Department first = visitor.nextDepartment(random);
        for (int i = 0; i < SHELF; i++) {
            record(EventTypes.IMPRESSION, productOf(first), null);
        }
        look(productOf(first));
        int further = 1 + random.nextInt(5);
        for (int i = 0; i < further; i++) {
            look(productOf(visitor.nextDepartment(random)));
        }
    }

    private void look(Product product) {
        record(EventTypes.VIEW, product, null);
        if (random.nextDouble() < CLICKS) {
            record(EventTypes.CLICK, product, null);
        }
        if (random.nextDouble() < LIKES) {
            record(EventTypes.LIKE, product, null);
        }
        if (random.nextDouble() < TAKES) {
            record(EventTypes.CART, product, null);
            if (random.nextDouble() < PUTS_BACK) {
                record(EventTypes.UNCART, product, null);
            } else if (random.nextDouble() < BUYS) {
                record(EventTypes.PURCHASE, product, product.price());
            }
        }
    }

    private Product productOf(Department department) {
        List<Product> products = catalogue.of(department);
        int rank = (int) (products.size() * Math.pow(random.nextDouble(), POPULARITY_SKEW));
        // The multiplier only spreads what is popular over the department's kinds of things.
        return products.get((rank * 7 + department.ordinal()) % products.size());
    }

    private void record(String type, @Nullable Product product, @Nullable BigDecimal value) {
        events.add(
                new DemoEvent(
                        null,
                        type,
                        visitor.userId(signedIn),
                        visitor.anonymousId(),
                        product == null ? null : product.id(),
                        now,
                        sessionId,
                        value,
                        product != null && type.equals(EventTypes.VIEW)
                                ? DemoEvent.Facts.of(product, shop)
                                : null));
        now = now.plusMillis(2_000 + random.nextInt(55_000));
    }
}
