-- AlterTable
ALTER TABLE "home_tabs" ADD COLUMN     "times_shown" INTEGER NOT NULL DEFAULT 0;
