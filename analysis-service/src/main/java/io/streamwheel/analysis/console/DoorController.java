package io.streamwheel.analysis.console;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code GET /}: the log-in for whoever is not, and the way in for the operator. */
@Controller
final class DoorController {

    private final ConsoleSettings settings;

    DoorController(ConsoleSettings settings) {
        this.settings = settings;
    }

    @GetMapping("/")
    String door(
            @Nullable Authentication somebody,
            @RequestParam(defaultValue = "") String why,
            @RequestParam(defaultValue = "") String to,
            Model model) {
        if (somebody != null && somebody.isAuthenticated()) {
            return "redirect:" + LogInAnswers.FIRST;
        }
        model.addAttribute("operator", settings.knownName());
        model.addAttribute("why", why);
        model.addAttribute("to", LogInAnswers.back(to));
        model.addAttribute("shop", settings.shop());
        return "door";
    }

    @GetMapping({"/console", "/console/"})
    String first() {
        return "redirect:" + LogInAnswers.FIRST;
    }

    @GetMapping("/console/{*rest}")
    String nothing(HttpServletResponse response) {
        response.setStatus(HttpStatus.NOT_FOUND.value());
        return "nothing";
    }
}
