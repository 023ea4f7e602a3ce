-- AlterTable
ALTER TABLE "polls" ADD COLUMN     "is_for_remainder" BOOLEAN NOT NULL DEFAULT false;
