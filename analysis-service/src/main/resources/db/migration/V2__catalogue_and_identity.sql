-- Items make themselves from what events say about them. Each fact carries the time of the event that said it last, so that the newest
-- wins per field whatever the order of arrival. Hidden, deleted and availability are said by people only.
CREATE TABLE item (
    site_id         integer     NOT NULL REFERENCES site,
    item_id         text        NOT NULL,
    title           text,
    title_at        timestamptz,
    categories      text[],
    categories_at   timestamptz,
    url             text,
    url_at          timestamptz,
    image_url       text,
    image_url_at    timestamptz,
    price           double precision,
    price_at        timestamptz,
    currency        text,
    currency_at     timestamptz,
    properties      json,
    available       boolean     NOT NULL DEFAULT true,
    available_from  timestamptz,
    available_until timestamptz,
    hidden          boolean     NOT NULL DEFAULT false,
    deleted_at      timestamptz,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (site_id, item_id)
);

-- Serving reads what changed since its last look.
CREATE INDEX item_updated_idx ON item (updated_at);

-- An anonymous visitor became known. The newest link wins; no other row is rewritten, so the merge reaches backwards.
CREATE TABLE identity (
    site_id      integer     NOT NULL REFERENCES site,
    anonymous_id text        NOT NULL,
    user_id      text        NOT NULL,
    linked_at    timestamptz NOT NULL,
    PRIMARY KEY (site_id, anonymous_id)
);

-- All anonymous ids of a user: history and profile.
CREATE INDEX identity_user_idx ON identity (site_id, user_id);
