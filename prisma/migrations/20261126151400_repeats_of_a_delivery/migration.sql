-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "repeats" INTEGER NOT NULL DEFAULT 0;
