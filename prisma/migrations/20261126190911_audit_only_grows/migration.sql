-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "audit_kind" ADD VALUE 'groupSetUp';
ALTER TYPE "audit_kind" ADD VALUE 'settingsChanged';
ALTER TYPE "audit_kind" ADD VALUE 'putOnRoster';
ALTER TYPE "audit_kind" ADD VALUE 'takenOffRoster';
ALTER TYPE "audit_kind" ADD VALUE 'putOnInterestList';
ALTER TYPE "audit_kind" ADD VALUE 'takenOffInterestList';
ALTER TYPE "audit_kind" ADD VALUE 'invited';
ALTER TYPE "audit_kind" ADD VALUE 'gotOn';
ALTER TYPE "audit_kind" ADD VALUE 'gotOff';
ALTER TYPE "audit_kind" ADD VALUE 'pollOpened';
ALTER TYPE "audit_kind" ADD VALUE 'nudgeAsked';
ALTER TYPE "audit_kind" ADD VALUE 'closingAsked';
ALTER TYPE "audit_kind" ADD VALUE 'pollClosed';
ALTER TYPE "audit_kind" ADD VALUE 'runFixed';
ALTER TYPE "audit_kind" ADD VALUE 'dateTakenBack';
ALTER TYPE "audit_kind" ADD VALUE 'sessionSkipped';
ALTER TYPE "audit_kind" ADD VALUE 'datesReplaced';
ALTER TYPE "audit_kind" ADD VALUE 'datesGivenUp';
ALTER TYPE "audit_kind" ADD VALUE 'busStopClosed';

-- AlterTable
ALTER TABLE "audit_entries" ALTER COLUMN "by_id" DROP NOT NULL,
ALTER COLUMN "subject_id" DROP NOT NULL;

-- Entries are only added. Whoever has to take some away for a reason names it, for one transaction:
--   SELECT set_config('supportgroup.audit', 'purge', true)    may delete entries that are older than they are to be kept
--   SELECT set_config('supportgroup.audit', 'erasure', true)  may put something else for a person, and change nothing more
-- With their group they go, too. The function may be there already where a backup is being restored.
CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  reason text := coalesce(current_setting('supportgroup.audit', true), '');
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF reason = 'purge' OR NOT EXISTS (SELECT FROM groups WHERE id = OLD.group_id) THEN
      RETURN OLD;
    END IF;
  ELSIF TG_OP = 'UPDATE' AND reason = 'erasure'
    AND (NEW.id, NEW.group_id, NEW.at, NEW.what) = (OLD.id, OLD.group_id, OLD.at, OLD.what) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'audit entries are only added, and % is not allowed', TG_OP;
END
$$;

CREATE TRIGGER audit_entries_only_grow BEFORE UPDATE OR DELETE ON "audit_entries"
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();

CREATE TRIGGER audit_entries_not_emptied BEFORE TRUNCATE ON "audit_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
