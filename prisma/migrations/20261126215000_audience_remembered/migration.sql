-- AlterTable
ALTER TABLE "audiences" ADD COLUMN     "private_at" TIMESTAMPTZ(3),
ADD COLUMN     "sharing_events" INTEGER NOT NULL DEFAULT 0;
