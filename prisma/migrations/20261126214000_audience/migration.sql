-- CreateEnum
CREATE TYPE "read_along" AS ENUM ('shared', 'public');

-- CreateTable
CREATE TABLE "audiences" (
    "group_id" UUID NOT NULL,
    "open_to" "read_along",
    "changes" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "audiences_pkey" PRIMARY KEY ("group_id")
);

-- AddForeignKey
ALTER TABLE "audiences" ADD CONSTRAINT "audiences_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;
