package io.streamwheel.standalone.demo;

import java.math.BigDecimal;

/**
 * One thing that the demo shop sells.
 *
 * @param kind which kind of thing within the department, from 0
 * @param series which of the department's words stands before the kind, from 0
 */
record Product(
        String id, String title, Department department, int kind, int series, BigDecimal price) {

    static final String CURRENCY = "EUR";
}
