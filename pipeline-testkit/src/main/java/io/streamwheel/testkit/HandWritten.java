package io.streamwheel.testkit;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/**
 * What somebody wrote for the product: no tests, and nothing that a build before this one may have
 * left, such as a context as code.
 */
public final class HandWritten implements ImportOption {

    private static final ImportOption NO_TESTS = new DoNotIncludeTests();

    @Override
    public boolean includes(Location location) {
        return NO_TESTS.includes(location)
                && !location.contains("__")
                && !location.contains("$$SpringCGLIB$$");
    }
}
