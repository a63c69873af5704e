package io.streamwheel.standalone.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All products of the demo shop: the same at every start. */
final class Catalogue {

    private static final int PRODUCTS_PER_DEPARTMENT = 25;

    /** Of one kind of thing there is a simple, a good and a fine one. */
    private static final double[] PRICE_FACTORS = {0.75, 1.0, 1.6};

    private final Map<String, Product> byId = new LinkedHashMap<>();
    private final Map<Department, List<Product>> byDepartment = new LinkedHashMap<>();

    Catalogue() {
        for (Department department : Department.values()) {
            List<Product> products = new ArrayList<>();
            for (int index = 0; index < PRODUCTS_PER_DEPARTMENT; index++) {
                Product product = product(department, index);
                products.add(product);
                byId.put(product.id(), product);
            }
            byDepartment.put(department, List.copyOf(products));
        }
    }

    private static Product product(Department department, int index) {
        int kind = index % department.kinds();
        int tier = index / department.kinds();
        int series = (kind + 2 * tier) % department.series();
        long price = Math.max(4, Math.round(department.usualPriceOf(kind) * PRICE_FACTORS[tier]));
        return new Product(
                String.format(Locale.ROOT, "%s-%02d", department.slug(), index + 1),
                department.titleOf(kind, series),
                department,
                kind,
                series,
                BigDecimal.valueOf(price * 100 - 10, 2));
    }

    List<Product> products() {
        return List.copyOf(byId.values());
    }

    List<Product> of(Department department) {
        return byDepartment.getOrDefault(department, List.of());
    }

    Optional<Product> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
