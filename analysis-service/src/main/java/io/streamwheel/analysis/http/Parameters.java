package io.streamwheel.analysis.http;

import io.streamwheel.analysis.catalogue.ItemParser;
import io.streamwheel.analysis.history.Exclude;
import io.streamwheel.analysis.recommend.ListQuery;
import io.streamwheel.analysis.scenario.Scenario;
import io.streamwheel.analysis.scenario.Scenarios;
import io.streamwheel.analysis.site.SiteId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Reads the parameters of a query strictly: what is out of its range is refused, not bent. */
final class Parameters {

    static final String WRONG_SCENARIO =
            "must have 1 to 64 letters, digits, dots, underscores or hyphens, the first of them a"
                    + " letter or digit";

    private static final int DEFAULT_N = 10;
    private static final int MAX_REPEATS = 100;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");
    private static final Pattern WINDOW = Pattern.compile("([1-9][0-9]{0,4})([mhdw])");
    private static final Duration LONGEST_WINDOW = Duration.ofDays(3650);

    private final HttpServletRequest request;

    Parameters(HttpServletRequest request) {
        this.request = request;
    }

    ListQuery query(SiteId site, Scenarios scenarios) {
        return new ListQuery(
                site,
                n(DEFAULT_N),
                repeated("category"),
                repeated("excludeItem"),
                flag("explain"),
                scenarios.of(site, Objects.requireNonNullElse(scenario(), Scenario.DEFAULT)));
    }

    /** The one that is named. */
    @Nullable String scenario() {
        String name = single("scenario");
        if (name != null && !Scenario.isName(name)) {
            throw wrong("scenario", WRONG_SCENARIO);
        }
        return name;
    }

    int n(int absent) {
        String text = single("n");
        if (text == null) {
            return absent;
        }
        if (!NUMBER.matcher(text).matches()) {
            throw wrongN();
        }
        int n = Integer.parseInt(text);
        if (n < 1 || n > ListQuery.MAX_ITEMS) {
            throw wrongN();
        }
        return n;
    }

    static ProblemException wrongN() {
        return wrong("n", "must be a whole number from 1 to " + ListQuery.MAX_ITEMS);
    }

    Exclude exclude(Scenario scenario) {
        String text = single("exclude");
        if (text == null) {
            Exclude wanted = scenario.settings().exclude();
            return wanted == null ? Exclude.SEEN : wanted;
        }
        for (Exclude each : Exclude.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
                return each;
            }
        }
        throw wrong("exclude", "must be seen, purchased or none");
    }

    @Nullable Duration window() {
        String text = single("window");
        if (text == null) {
            return null;
        }
        Matcher matcher = WINDOW.matcher(text);
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            Duration window =
                    switch (matcher.group(2)) {
                        case "m" -> Duration.ofMinutes(amount);
                        case "h" -> Duration.ofHours(amount);
                        case "d" -> Duration.ofDays(amount);
                        default -> Duration.ofDays(7 * amount);
                    };
            if (window.compareTo(LONGEST_WINDOW) <= 0) {
                return window;
            }
        }
        throw wrong("window", "must be a number and m, h, d or w, such as 24h or 30d, up to 3650d");
    }

    String text(String name, int longest) {
        String text = single(name);
        if (text == null) {
            return "";
        }
        if (text.length() > longest || text.indexOf('\0') >= 0) {
            throw wrong(name, "must have at most " + longest + " characters, none of them NUL");
        }
        return text;
    }

    private boolean flag(String name) {
        String text = single(name);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw wrong(name, "must be true or false");
    }

    private Set<String> repeated(String name) {
        String[] all = request.getParameterValues(name);
        if (all == null) {
            return Set.of();
        }
        if (all.length > MAX_REPEATS) {
            throw wrong(name, "may be given at most " + MAX_REPEATS + " times");
        }
        for (String each : all) {
            if (ItemParser.wrongId(each) != null) {
                throw wrong(name, "must have 1 to 256 characters");
            }
        }
        return Set.copyOf(List.of(all));
    }

    private @Nullable String single(String name) {
        String[] all = request.getParameterValues(name);
        if (all == null || all.length == 0) {
            return null;
        }
        if (all.length > 1) {
            throw wrong(name, "may be given once");
        }
        return all[0];
    }

    static ProblemException wrong(String name, String rule) {
        return new ProblemException(
                HttpStatus.BAD_REQUEST,
                "invalid-parameter",
                "Invalid parameter",
                name + " " + rule + ".");
    }

    /** An id of a path, refused where none can be. */
    static String id(String id) {
        String wrong = ItemParser.wrongId(id);
        if (wrong != null) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST, "invalid-id", "Invalid id", "An id " + wrong + ".");
        }
        return id;
    }
}
