package io.streamwheel.testkit;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.regex.Pattern;

/**
 * What somebody wrote for the product: no tests, and nothing that a build before this one may have
 * left, such as a context as code.
 */
public final class HandWritten implements ImportOption {

    private static final ImportOption NO_TESTS = new DoNotIncludeTests();

    /** By the name of the file: a project may lie in a directory of any name. */
    private static final Pattern GENERATED =
            Pattern.compile(".*/[^/]*(__|\\$\\$SpringCGLIB\\$\\$)[^/]*\\.class");

    @Override
    public boolean includes(Location location) {
        return NO_TESTS.includes(location) && !location.matches(GENERATED);
    }
}
