package io.streamwheel.analysis.site;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key of a site, by its hash. */
@Entity
@Table(name = "api_key")
class ApiKey {

    @Id
    @Column(name = "key_id")
    private long id;

    @Column(name = "site_id", nullable = false)
    private int siteId;

    @Column(name = "key_hash", nullable = false)
    private byte[] hash;

    @Column(nullable = false)
    private String kind;

    @Column(nullable = false)
    private String prefix;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @SuppressWarnings("NullAway.Init") // filled by the persistence provider
    protected ApiKey() {}

    KeyHash hash() {
        return KeyHash.ofBytes(hash);
    }

    KeyHolder holder() {
        return new KeyHolder(id, new SiteId(siteId), KeyKind.of(kind));
    }

    KeyEntry entry() {
        return new KeyEntry(id, KeyKind.of(kind), prefix, createdAt, revokedAt);
    }

    boolean isRevoked() {
        return revokedAt != null;
    }
}
