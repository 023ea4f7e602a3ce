-- AlterTable
ALTER TABLE "calendar_entries" ADD COLUMN     "place" TEXT;
