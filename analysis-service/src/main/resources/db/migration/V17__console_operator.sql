-- Who may open the console. password_hash is bcrypt. Read by its name at each log-in.
CREATE TABLE console_operator (
    name          text        PRIMARY KEY,
    password_hash text        NOT NULL,
    changed_at    timestamptz NOT NULL DEFAULT now()
);
