package io.streamwheel.analysis.console.welcome;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code GET /console/welcome}. */
@Controller
final class WelcomeController {

    @GetMapping("/console/welcome")
    String page() {
        return "welcome/page";
    }
}
