package io.streamwheel.analysis.site;

import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The keys of all sites. */
interface ApiKeyRepository extends Repository<ApiKey, Long> {

    List<ApiKey> findByRevokedAtIsNull();

    Optional<ApiKey> findByHash(byte[] hash);

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
}
