package io.streamwheel.analysis.site;

import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The sites. */
interface SiteRepository extends Repository<Site, Integer> {

    Optional<Site> findByName(String name);

    List<Site> findAll();

    /** Makes a site unless it is there; several instances may do so at once. */
    @Transactional
    @Modifying
    @Query(
            value = "INSERT INTO site (name) VALUES (?1) ON CONFLICT (name) DO NOTHING",
            nativeQuery = true)
    int addIfAbsent(String name);

    /** In the order of their names. */
    @Query(value = "SELECT * FROM site WHERE name > ?1 ORDER BY name LIMIT ?2", nativeQuery = true)
    List<Site> page(String after, int most);

    /**
     * Waits until no other transaction holds this site's lock, and holds it until this one ends.
     * Events of the site go on to be written: their foreign keys ask for less.
     */
    @Query(
            value = "SELECT site_id FROM site WHERE site_id = ?1 FOR NO KEY UPDATE",
            nativeQuery = true)
    Optional<Integer> lock(int siteId);
}
