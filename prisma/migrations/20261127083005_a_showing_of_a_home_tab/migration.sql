-- AlterTable
ALTER TABLE "home_tabs" DROP COLUMN "times_shown",
ADD COLUMN     "showing" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "audit_entries_subject_id_idx" ON "audit_entries"("subject_id");
