-- Failed events as work: sent through again, edited, discarded, and who did so.

-- origin_stage is where it failed first; together with the copy it is what a dead letter that is told again is known by. stage, reason, detail
-- and failed_at are those of the last failure. state: an open one is counted as failed; a resolved one is counted as its fate; a discarded
-- one is counted as failed for good and has no bytes any more. Dialect is NULL where nobody noted it. edited is the payload that was last sent
-- instead of the original. job_id is the job whose replay of it is on the way.
ALTER TABLE failed_event
    ADD COLUMN origin_stage text,
    ADD COLUMN state        text        NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'resolved', 'discarded')),
    ADD COLUMN fate         text        CHECK (fate IN ('stored', 'duplicate', 'filtered')),
    ADD COLUMN changed_at   timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN replayed_at  timestamptz,
    ADD COLUMN dialect      text,
    ADD COLUMN shared       bytea,
    ADD COLUMN sent_at      timestamptz,
    ADD COLUMN cut          boolean     NOT NULL DEFAULT false,
    ADD COLUMN edited       bytea,
    ADD COLUMN job_id       bigint,
    ADD CHECK ((state = 'resolved') = (fate IS NOT NULL));

UPDATE failed_event SET origin_stage = stage, changed_at = stored_at;

ALTER TABLE failed_event
    ALTER COLUMN origin_stage SET NOT NULL,
    DROP CONSTRAINT failed_event_copy_id_stage_key,
    ADD UNIQUE (copy_id, origin_stage);

-- A job's next ones, the list, and the groups.
CREATE INDEX failed_event_open_idx ON failed_event (site_id, failed_id) WHERE state = 'open';

-- What is older than the retention.
CREATE INDEX failed_event_changed_idx ON failed_event (changed_at);

-- Its rows are what they were: what failed and waits for somebody.
CREATE OR REPLACE VIEW v_failed_event AS
SELECT s.name AS site, f.failed_id, f.event_id, f.stage, f.reason, f.detail, f.received_at, f.failed_at, f.replays, f.payload
FROM failed_event f
LEFT JOIN site s USING (site_id)
WHERE f.state = 'open';

-- Replays of many. '' is any stage or any reason. last_id is the newest failed event when the job was made, cursor_id the last one that is
-- done with, and those from there to taken_to, in_hand of them, are being sent.
CREATE TABLE replay_job (
    job_id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    site_id      integer     NOT NULL REFERENCES site,
    stage        text        NOT NULL,
    reason       text        NOT NULL,
    rate         integer     NOT NULL CHECK (rate BETWEEN 1 AND 10000),
    key_id       bigint      NOT NULL,
    state        text        NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'finished', 'cancelled', 'failed')),
    total        bigint      NOT NULL,
    sent         bigint      NOT NULL DEFAULT 0,
    skipped      bigint      NOT NULL DEFAULT 0,
    resolved     bigint      NOT NULL DEFAULT 0,
    failed_again bigint      NOT NULL DEFAULT 0,
    last_id      bigint      NOT NULL,
    cursor_id    bigint      NOT NULL DEFAULT 0,
    taken_to     bigint      NOT NULL DEFAULT 0,
    in_hand      integer     NOT NULL DEFAULT 0,
    worker       uuid,
    lease_until  timestamptz,
    created_at   timestamptz NOT NULL DEFAULT now(),
    finished_at  timestamptz
);

-- A second job of the same kind while one runs is the running one.
CREATE UNIQUE INDEX replay_job_running_idx ON replay_job (site_id, stage, reason) WHERE state = 'running';
CREATE INDEX replay_job_site_idx ON replay_job (site_id, job_id DESC);

-- Who did what to failed events; key_id is NULL where the retention did it. Number of events in count: 0 where one was asked for and not sent.
CREATE TABLE failed_event_audit (
    audit_id  bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    site_id   integer,
    at        timestamptz NOT NULL DEFAULT now(),
    key_id    bigint,
    deed      text        NOT NULL,
    failed_id bigint,
    event_id  text,
    stage     text,
    reason    text,
    job_id    bigint,
    count     bigint      NOT NULL
);

CREATE INDEX failed_event_audit_site_idx ON failed_event_audit (site_id, audit_id DESC);
CREATE INDEX failed_event_audit_at_idx ON failed_event_audit (at);
