package io.streamwheel.analysis.site;

import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The keys of all sites. */
interface ApiKeyRepository extends Repository<ApiKey, Long> {

    int PREFIX_LENGTH = 6;

    List<ApiKey> findByRevokedAtIsNull();

    Optional<ApiKey> findByHash(byte[] hash);

    List<ApiKey> findBySiteIdAndRevokedAtIsNull(int siteId);

    Optional<ApiKey> findByIdAndSiteId(long id, int siteId);

    /** The valid ones first, then the newest first, as many as a page may hold. */
    @Query(
            value =
                    """
                    SELECT * FROM api_key WHERE site_id = ?1
                    ORDER BY revoked_at IS NOT NULL, key_id DESC LIMIT 200
                    """,
            nativeQuery = true)
    List<ApiKey> newest(int siteId);

    /** Adds a key unless its hash is there, whosoever it is. */
    @Transactional
    @Modifying
    @Query(
            value =
                    """
                    INSERT INTO api_key (site_id, key_hash, kind, prefix) VALUES (?1, ?2, ?3, ?4)
                    ON CONFLICT (key_hash) DO NOTHING
                    """,
            nativeQuery = true)
    int addIfAbsent(int siteId, byte[] hash, String kind, String prefix);

    @Transactional
    @Modifying
    @Query(
            value =
                    """
                    UPDATE api_key SET revoked_at = now() WHERE key_id = ?1 AND revoked_at IS NULL
                    """,
            nativeQuery = true)
    int revoke(long id);

    /**
     * Deletes what was revoked before that moment.
     *
     * @param except hashes of keys that stay, in hexadecimal, with commas between them
     */
    @Transactional
    @Modifying
    @Query(
            value =
                    """
                    DELETE FROM api_key
                    WHERE revoked_at < ?1 AND encode(key_hash, 'hex') <> ALL (string_to_array(?2, ','))
                    """,
            nativeQuery = true)
    int deleteRevokedBefore(Instant moment, String except);

    default Optional<ApiKey> findByText(String key) {
        return findByHash(KeyHash.ofKey(key).toByteArray());
    }

    /**
     * Adds a key unless it is there, whosoever it is.
     *
     * @param key at least as long as the part of it that is shown
     * @return whether it was added
     */
    default boolean add(SiteId site, KeyKind kind, String key) {
        byte[] hash = KeyHash.ofKey(key).toByteArray();
        String prefix = key.substring(0, PREFIX_LENGTH);
        return addIfAbsent(site.value(), hash, kind.slug(), prefix) > 0;
    }
}
