-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "is_of_erased" BOOLEAN NOT NULL DEFAULT false;
