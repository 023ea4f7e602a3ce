-- AlterTable
ALTER TABLE "groups" ADD COLUMN     "look_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "poll_dates" ADD COLUMN     "zone_data" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "is_second_time" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "zone_data" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "workspaces" ADD COLUMN     "refused_since" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "delivery_copies" (
    "posted_channel_id" TEXT NOT NULL,
    "ts" TEXT NOT NULL,
    "delivery_id" UUID NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "delivery_copies_pkey" PRIMARY KEY ("posted_channel_id","ts")
);

-- CreateTable
CREATE TABLE "paces" (
    "address" TEXT NOT NULL,
    "free_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "paces_pkey" PRIMARY KEY ("address")
);

-- CreateIndex
CREATE INDEX "delivery_copies_delivery_id_idx" ON "delivery_copies"("delivery_id");

-- CreateIndex
CREATE INDEX "deliveries_address_status_idx" ON "deliveries"("address", "status");

-- CreateIndex
CREATE INDEX "groups_look_at_idx" ON "groups"("look_at");

-- AddForeignKey
ALTER TABLE "delivery_copies" ADD CONSTRAINT "delivery_copies_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "deliveries"("id") ON DELETE CASCADE ON UPDATE CASCADE;
