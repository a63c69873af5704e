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
}
