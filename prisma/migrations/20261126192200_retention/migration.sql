-- AlterTable
ALTER TABLE "deliveries" ALTER COLUMN "created_at" DROP NOT NULL;

-- AlterTable
ALTER TABLE "runs" ADD COLUMN     "ended_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "apologies_forgotten" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "audit_entries_at_idx" ON "audit_entries"("at");

-- CreateIndex
CREATE INDEX "deliveries_created_at_idx" ON "deliveries"("created_at");

-- CreateIndex
CREATE INDEX "received_events_received_at_idx" ON "received_events"("received_at");

-- The same fingerprint that the bot makes of a key from now on.
UPDATE "deliveries" SET "key" = encode(sha256(convert_to("key", 'UTF8')), 'hex');

-- When the stops of runs before were closed is not known; it was not before their last session was over.
UPDATE "runs" SET "ended_at" = coalesce(
  (SELECT max("ends_at") FROM "sessions" WHERE "run_id" = "runs"."id"), "created_at")
  WHERE "status" = 'ended';
