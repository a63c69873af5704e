package io.streamwheel.standalone.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The page's style sheet, and the policy that lets a browser use it and nothing else. */
final class PageStyle {

    private final String css;
    private final String policy;

    PageStyle() {
        try (InputStream in = PageStyle.class.getResourceAsStream("page.css")) {
            if (in == null) {
                throw new IllegalStateException("page.css must be on the class path");
            }
            this.css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(css.getBytes(StandardCharsets.UTF_8));
            this.policy =
                    "default-src 'none'; img-src 'self'; style-src 'sha256-"
                            + Base64.getEncoder().encodeToString(hash)
                            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String css() {
        return css;
    }

    /** The value of {@code Content-Security-Policy}. */
    String policy() {
        return policy;
    }
}
