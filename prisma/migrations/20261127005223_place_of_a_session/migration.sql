-- AlterEnum
ALTER TYPE "audit_kind" ADD VALUE 'placeChanged';

-- AlterTable
ALTER TABLE "patterns" ADD COLUMN     "place" TEXT;

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "place" TEXT;
