-- Who may open the console. password_hash is bcrypt. Read by its name at each log-in.
CREATE TABLE console_operator (
    name          text        PRIMARY KEY,
    password_hash text        NOT NULL,
    changed_at    timestamptz NOT NULL DEFAULT now()
);

-- What a site has come past, as the console's first screen ticks it off and no other table tells. Read by site.
CREATE TABLE console_milestone (
    site_id    integer     NOT NULL REFERENCES site,
    milestone  text        NOT NULL,
    reached_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (site_id, milestone)
);
