-- What data teams read: natural keys, stable names.

CREATE VIEW v_interaction AS
SELECT s.name AS site,
       e.event_id,
       i.position,
       CASE WHEN i.known THEN i.visitor ELSE d.user_id END AS user_id,
       CASE WHEN i.known THEN e.anonymous_id ELSE i.visitor END AS anonymous_id,
       i.item_id,
       i.type,
       i.value,
       e.session_id,
       i.occurred_at,
       e.received_at,
       e.stored_at
FROM interaction i
JOIN event e USING (event_key)
JOIN site s ON s.site_id = i.site_id
LEFT JOIN identity d ON NOT i.known AND d.site_id = i.site_id AND d.anonymous_id = i.visitor;

CREATE VIEW v_item_neighbor AS
SELECT s.name AS site, n.version, c.version IS NOT NULL AS current, n.item_id, n.rank, n.neighbor_id, n.score
FROM item_neighbor n
JOIN model_build b ON b.build_id = n.version
JOIN site s ON s.site_id = b.site_id
LEFT JOIN current_model c ON c.site_id = b.site_id AND c.version = n.version;

CREATE VIEW v_failed_event AS
SELECT s.name AS site, f.failed_id, f.event_id, f.stage, f.reason, f.detail, f.received_at, f.failed_at, f.replays, f.payload
FROM failed_event f
LEFT JOIN site s USING (site_id);
