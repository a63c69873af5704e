package io.streamwheel.analysis.site;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A web site whose events are kept apart from those of all others. */
@Entity
@Table(name = "site")
class Site {

    @Id
    @Column(name = "site_id")
    private int id;

    @Column(nullable = false)
    private String name;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // filled by the persistence provider
    protected Site() {}

    SiteId id() {
        return new SiteId(id);
    }

    String name() {
        return name;
    }

    SiteEntry entry() {
        return new SiteEntry(name, createdAt);
    }
}
