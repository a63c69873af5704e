package io.streamwheel.ingest.http;

import io.streamwheel.ingest.key.Gatekeeper;
import io.streamwheel.ingest.problem.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What the page SDKs of Segment and RudderStack ask for before they send anything. */
@RestController
final class SegmentSettingsEndpoint {

    private final Gatekeeper gatekeeper;

    SegmentSettingsEndpoint(Gatekeeper gatekeeper) {
        this.gatekeeper = gatekeeper;
    }

    /** Segment: where to send events. */
    @GetMapping({"/v1/projects/{key}/settings", "/v1/projects/{key}/settings/"})
    void settings(
            @PathVariable String key, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (opens(key, response)) {
            Answers.json(
                    response,
                    out -> {
                        out.writeObjectPropertyStart("integrations");
                        out.writeObjectPropertyStart("Segment.io");
                        out.writeStringProperty("apiKey", key);
                        out.writeStringProperty("apiHost", host(request) + "/v1");
                        out.writeStringProperty("protocol", request.getScheme());
                        out.writeEndObject();
                        out.writeEndObject();
                    });
        }
    }

    /** RudderStack: that there are no other destinations. */
    @GetMapping({"/sourceConfig", "/sourceConfig/"})
    void sourceConfig(HttpServletRequest request, HttpServletResponse response) throws IOException {
        @Nullable String key;
        try {
            key = Intake.key(request);
        } catch (RefusedException e) {
            Answers.refusal(response, e);
            return;
        }
        if (opens(key, response)) {
            Answers.json(
                    response,
                    out -> {
                        out.writeObjectPropertyStart("source");
                        out.writeStringProperty("id", "s1");
                        out.writeStringProperty("name", "site");
                        out.writeStringProperty("writeKey", key);
                        out.writeBooleanProperty("enabled", true);
                        out.writeObjectPropertyStart("config");
                        out.writeObjectPropertyStart("statsCollection");
                        out.writeObjectPropertyStart("errors");
                        out.writeBooleanProperty("enabled", false);
                        out.writeEndObject();
                        out.writeObjectPropertyStart("metrics");
                        out.writeBooleanProperty("enabled", false);
                        out.writeEndObject();
                        out.writeEndObject();
                        out.writeEndObject();
                        out.writeObjectPropertyStart("sourceDefinition");
                        out.writeStringProperty("name", "Javascript");
                        out.writeEndObject();
                        out.writeArrayPropertyStart("destinations");
                        out.writeEndArray();
                        out.writeArrayPropertyStart("connections");
                        out.writeEndArray();
                        out.writeStringProperty("workspaceId", "w1");
                        out.writeObjectPropertyStart("dataplanes");
                        out.writeEndObject();
                        out.writeEndObject();
                        out.writeStringProperty("updatedAt", "2026-01-01T00:00:00Z");
                        out.writeObjectPropertyStart("consentManagementMetadata");
                        out.writeEndObject();
                    });
        }
    }

    private boolean opens(@Nullable String key, HttpServletResponse response) throws IOException {
        try {
            gatekeeper.siteOf(key);
            return true;
        } catch (RefusedException e) {
            Answers.refusal(response, e);
            return false;
        }
    }

    private static String host(HttpServletRequest request) {
        String host = request.getHeader("Host");
        return host == null ? request.getServerName() : host;
    }
}
