-- Who may post and who may ask.

CREATE TABLE site (
    site_id    integer     GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name       text        NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- Keys are random and long, so that a plain SHA-256 hides them. prefix is what people recognise a key by.
CREATE TABLE api_key (
    key_id     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    site_id    integer     NOT NULL REFERENCES site,
    key_hash   bytea       NOT NULL UNIQUE CHECK (octet_length(key_hash) = 32),
    kind       text        NOT NULL CHECK (kind IN ('write', 'server')),
    prefix     text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz
);

-- The collector reads keys through a role that may read only them. A person may have made it before, with a password to log in.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'streamwheel_ingest') THEN
        CREATE ROLE streamwheel_ingest NOLOGIN;
    END IF;
EXCEPTION
    WHEN duplicate_object OR unique_violation THEN
        NULL; -- another database of this cluster made it at the same moment
    WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'role streamwheel_ingest is missing and % may not make it', current_user
            USING HINT = 'Let an administrator run: CREATE ROLE streamwheel_ingest; GRANT streamwheel_ingest TO ' || quote_ident(current_user);
END
$$;

-- A collector that logs in as the owner of this database takes the role on, so the owner must be a member: making a role is not enough for that.
-- Where the owner may not arrange it, the collector has to log in as the role itself.
DO $$
BEGIN
    IF NOT pg_has_role(current_user, 'streamwheel_ingest',
                       CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) THEN
        EXECUTE format('GRANT streamwheel_ingest TO %I', current_user);
    END IF;
EXCEPTION
    WHEN insufficient_privilege THEN
        RAISE WARNING '% may not take on the role streamwheel_ingest, so the collector must log in as that role', current_user;
END
$$;

GRANT SELECT ON site, api_key TO streamwheel_ingest;
