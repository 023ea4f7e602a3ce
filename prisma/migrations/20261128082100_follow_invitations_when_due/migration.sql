-- AlterTable
ALTER TABLE "invitations" ADD COLUMN     "follow_at" TIMESTAMPTZ(3) NOT NULL DEFAULT '1970-01-01 00:00:00 +00:00';

-- CreateIndex
CREATE INDEX "invitations_status_follow_at_idx" ON "invitations"("status", "follow_at");
