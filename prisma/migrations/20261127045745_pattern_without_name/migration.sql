-- AlterTable
ALTER TABLE "patterns" DROP COLUMN "name";
