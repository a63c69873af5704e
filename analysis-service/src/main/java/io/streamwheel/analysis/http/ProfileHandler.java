package io.streamwheel.analysis.http;

import io.streamwheel.analysis.profile.Profile;
import io.streamwheel.analysis.profile.Profiles;
import io.streamwheel.analysis.site.SiteId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What is known of one visitor. */
@RestController
final class ProfileHandler {

    private final Profiles profiles;

    ProfileHandler(Profiles profiles) {
        this.profiles = profiles;
    }

    @GetMapping("/v1/users/{id}/profile")
    ProfileBody profile(SiteId site, @PathVariable String id) {
        return profiles.of(site, Parameters.id(id))
                .map(ProfileBody::of)
                .orElseThrow(() ->
                        new ProblemException(
                                HttpStatus.NOT_FOUND,
                                "unknown-user",
                                "Unknown user",
                                "Nothing is stored of that visitor."));
    }

    record ProfileBody(
            @Nullable String userId,
            List<String> anonymousIds,
            Instant firstSeen,
            Instant lastSeen,
            Map<String, Long> events,
            List<Profile.Interest> interests,
            List<Profile.RecentItem> recentItems,
            List<String> segments) {

        static ProfileBody of(Profile profile) {
            return new ProfileBody(
                    profile.userId(),
                    profile.anonymousIds(),
                    profile.firstSeen(),
                    profile.lastSeen(),
                    profile.events(),
                    profile.interests(),
                    profile.recentItems(),
                    List.of());
        }
    }
}
