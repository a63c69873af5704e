package io.streamwheel.transform.validation;

import io.streamwheel.event.CollectedEvent;
import io.streamwheel.transform.dialect.NativeEvent;
import io.streamwheel.transform.failed.FailureReason;
import io.streamwheel.transform.failed.UnusableEventException;

/** A value is a finite number: {@code 1e308} is, {@code 1e309} is not. */
final class FiniteValue {

    private FiniteValue() {}

    static void check(CollectedEvent collected, NativeEvent event) throws UnusableEventException {
        Double value = event.value();
        if (value != null && !Double.isFinite(value)) {
            throw new UnusableEventException(
                    FailureReason.INVALID_VALUE, "value is beyond the range of a number");
        }
    }
}
