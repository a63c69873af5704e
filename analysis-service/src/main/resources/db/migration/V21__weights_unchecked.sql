-- Other instances may read for a while, and a large table takes longer than a request may.
SET LOCAL statement_timeout = 0;
SET LOCAL lock_timeout = '5min';

-- Three quarters of a million weights are written in the transaction that notes the end of their build, and each was checked for whether there is
-- such a build: half of what writing them took, all of it at the end, when whoever writes waits for one answer. Whoever deletes a build still
-- deletes its weights.
ALTER TABLE item_neighbor DROP CONSTRAINT item_neighbor_version_fkey;

CREATE FUNCTION delete_weights_of_build() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM item_neighbor WHERE version = old.build_id;
    RETURN NULL;
END
$$;

CREATE TRIGGER model_build_weights AFTER DELETE ON model_build FOR EACH ROW EXECUTE FUNCTION delete_weights_of_build();
