-- AlterTable
ALTER TABLE "poll_dates" ADD COLUMN     "fell_at" TIMESTAMPTZ(3);
