-- CreateEnum
CREATE TYPE "language" AS ENUM ('en', 'de');

-- AlterTable
ALTER TABLE "groups" ADD COLUMN     "language" "language" NOT NULL DEFAULT 'en';
