-- What the console's screen Live needs where several instances store events. Nothing of it is worth a log: it lives for seconds.

-- Who looks at which events just now. Each instance renews those that look through it, every second, and reads the others.
CREATE UNLOGGED TABLE live_watch (
    watch_id uuid        NOT NULL PRIMARY KEY,
    instance uuid        NOT NULL,
    site_id  integer     NOT NULL,
    fate     text        NOT NULL,
    type     text        NOT NULL,
    visitor  text        NOT NULL,
    item     text        NOT NULL,
    until    timestamptz NOT NULL
);

-- A sample of what an instance stored in a second, for somebody who looks through another; read once and thereby deleted.
CREATE UNLOGGED TABLE live_tick (
    tick_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    watch_id uuid   NOT NULL REFERENCES live_watch ON DELETE CASCADE,
    tick     json   NOT NULL
);

-- The ticks of a watch, to read them and to end them with it.
CREATE INDEX live_tick_watch_idx ON live_tick (watch_id);
