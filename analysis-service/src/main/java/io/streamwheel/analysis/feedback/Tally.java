package io.streamwheel.analysis.feedback;

import io.streamwheel.event.EventTypes;
import java.math.BigDecimal;

/** What one row of a table is to be added. Not for use by several threads. */
final class Tally {

    long visitorDays;
    long impressions;
    long clicks;
    long conversions;
    BigDecimal revenue = BigDecimal.ZERO;

    void add(Response response) {
        switch (response.type()) {
            case EventTypes.IMPRESSION -> impressions++;
            case EventTypes.CLICK -> clicks++;
            default -> {
                conversions++;
                Double amount = response.amount();
                revenue = amount == null ? revenue : revenue.add(BigDecimal.valueOf(amount));
            }
        }
    }
}
