-- One row per build; its id is the model's version. heartbeat_at tells a running build from one whose process died.
CREATE TABLE model_build (
    build_id     bigint           GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    site_id      integer          NOT NULL REFERENCES site,
    state        text             NOT NULL CHECK (state IN ('running', 'succeeded', 'failed')),
    trigger      text             NOT NULL,
    progress     double precision NOT NULL DEFAULT 0,
    started_at   timestamptz      NOT NULL,
    heartbeat_at timestamptz      NOT NULL,
    finished_at  timestamptz,
    interactions bigint,
    score_card   json,
    chosen       text,
    reason       text
);

-- A second build of a site while one runs is the running one.
CREATE UNIQUE INDEX model_build_running_idx ON model_build (site_id) WHERE state = 'running';
CREATE INDEX model_build_site_idx ON model_build (site_id, build_id DESC);

-- The item-to-item weights of a version, best first. Read whole, when an instance loads the version.
CREATE TABLE item_neighbor (
    version     bigint   NOT NULL REFERENCES model_build ON DELETE CASCADE,
    item_id     text     NOT NULL,
    rank        smallint NOT NULL,
    neighbor_id text     NOT NULL,
    score       real     NOT NULL,
    PRIMARY KEY (version, item_id, rank)
);

-- How popular an item was when a version was built: the fallback that needs no database.
CREATE TABLE item_popularity (
    version  bigint  NOT NULL REFERENCES model_build ON DELETE CASCADE,
    rank     integer NOT NULL,
    item_id  text    NOT NULL,
    score    real    NOT NULL,
    PRIMARY KEY (version, rank)
);

-- Which version is served. Changing this row rolls back or forward.
CREATE TABLE current_model (
    site_id      integer     NOT NULL PRIMARY KEY REFERENCES site,
    version      bigint      NOT NULL REFERENCES model_build,
    activated_at timestamptz NOT NULL DEFAULT now()
);
