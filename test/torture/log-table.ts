/**
 * The harness's own log in the database it lends to the bots: every state a delivery came into, and every session that was
 * skipped or fell, by the database's real clock. Triggers write it, so that it is as true as the transaction it stands in.
 */
export const LOG_TABLES = `
CREATE SCHEMA torture;
CREATE TABLE torture.moves (
  at timestamptz NOT NULL, xid bigint NOT NULL, delivery_id uuid NOT NULL, status text NOT NULL
);
CREATE INDEX ON torture.moves (xid);
CREATE TABLE torture.skips (at timestamptz NOT NULL, session_id uuid NOT NULL);
CREATE FUNCTION torture.note_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO torture.moves VALUES (clock_timestamp(), pg_current_xact_id()::text::bigint, NEW.id, NEW.status);
  RETURN NULL;
END $$;
CREATE FUNCTION torture.note_skip() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO torture.skips VALUES (clock_timestamp(), OLD.id);
  RETURN NULL;
END $$;
CREATE TRIGGER note_move AFTER INSERT OR UPDATE OF status ON deliveries
  FOR EACH ROW EXECUTE FUNCTION torture.note_move();
CREATE TRIGGER note_skip AFTER UPDATE OF status ON sessions
  FOR EACH ROW WHEN (NEW.status = 'skipped') EXECUTE FUNCTION torture.note_skip();
CREATE TRIGGER note_fall AFTER DELETE ON sessions
  FOR EACH ROW EXECUTE FUNCTION torture.note_skip();
`

/**
 * Takes the pauses between two messages of a channel away, which are in real time: where each moment of a year is a few
 * milliseconds, the bots would mostly wait for them. What they are for is judged where bots are killed.
 */
export const NO_PAUSES = `
CREATE FUNCTION torture.end_pause() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.free_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER end_pause BEFORE INSERT OR UPDATE ON paces
  FOR EACH ROW EXECUTE FUNCTION torture.end_pause();
`
