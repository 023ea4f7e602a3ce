-- AlterTable
ALTER TABLE "interests" DROP COLUMN "asked_at",
DROP COLUMN "wants_to_join";
