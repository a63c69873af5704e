-- Dead letters: kept with the original bytes. The same copy failing at the same stage again is one row.
CREATE TABLE failed_event (
    failed_id   bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    site_id     integer,
    event_id    text,
    copy_id     bigint      NOT NULL,
    stage       text        NOT NULL CHECK (stage IN ('collect', 'transform', 'analysis')),
    reason      text        NOT NULL,
    detail      text        NOT NULL,
    received_at timestamptz NOT NULL,
    failed_at   timestamptz NOT NULL,
    stored_at   timestamptz NOT NULL DEFAULT now(),
    payload     bytea       NOT NULL,
    replays     integer     NOT NULL DEFAULT 0,
    UNIQUE (copy_id, stage)
);

-- GET /v1/events/{id}
CREATE INDEX failed_event_id_idx ON failed_event (site_id, event_id);

-- GET /v1/failed-events?stage=&reason=
CREATE INDEX failed_event_reason_idx ON failed_event (site_id, stage, reason, failed_id);
