-- AlterTable
ALTER TABLE "poll_dates" ADD COLUMN     "is_second_time" BOOLEAN NOT NULL DEFAULT false;
