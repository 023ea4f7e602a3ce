-- AlterTable
ALTER TABLE "workspaces" ADD COLUMN     "bot_id" TEXT,
ADD COLUMN     "bot_token" TEXT,
ADD COLUMN     "bot_user_id" TEXT;

-- DropIndex
DROP INDEX "deliveries_posted_channel_id_ts_key";

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_posted_channel_id_ts_group_id_key" ON "deliveries"("posted_channel_id", "ts", "group_id");

-- AlterTable
ALTER TABLE "delivery_copies" DROP CONSTRAINT "delivery_copies_pkey",
ADD CONSTRAINT "delivery_copies_pkey" PRIMARY KEY ("posted_channel_id", "ts", "delivery_id");

-- AlterTable
ALTER TABLE "paces" DROP CONSTRAINT "paces_pkey",
ADD COLUMN     "workspace_id" UUID;

-- Of which workspace an address is was not kept: in one that does not have it, nothing is ever posted there.
INSERT INTO "paces" ("workspace_id", "address", "free_at")
  SELECT "workspaces"."id", "address", "free_at" FROM "paces", "workspaces";
DELETE FROM "paces" WHERE "workspace_id" IS NULL;

ALTER TABLE "paces" ALTER COLUMN "workspace_id" SET NOT NULL,
ADD CONSTRAINT "paces_pkey" PRIMARY KEY ("workspace_id", "address");

-- AddForeignKey
ALTER TABLE "paces" ADD CONSTRAINT "paces_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What waits to be said at one address goes on waiting for each other; the queue is not there yet in a new database.
DO $$
BEGIN
  IF to_regclass('pgboss.job') IS NOT NULL THEN
    UPDATE pgboss.job SET singleton_key = workspaces.team_id || ' ' || job.singleton_key
    FROM deliveries
    JOIN groups ON groups.id = deliveries.group_id
    JOIN workspaces ON workspaces.id = groups.workspace_id
    WHERE job.name = 'deliver' AND job.data ->> 'deliveryId' = deliveries.id::text;
  END IF;
END
$$;
