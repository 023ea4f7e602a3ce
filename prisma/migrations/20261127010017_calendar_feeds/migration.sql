-- CreateEnum
CREATE TYPE "calendar_entry_state" AS ENUM ('tentative', 'confirmed', 'cancelled');

-- AlterTable
ALTER TABLE "answers" ADD COLUMN     "changes" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "polls" ADD COLUMN     "moved_at" TIMESTAMPTZ(3),
ADD COLUMN     "moves" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "calendar_entries" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "session_id" UUID,
    "number" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "time_zone" TEXT NOT NULL,
    "state" "calendar_entry_state" NOT NULL,
    "sequence" INTEGER NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "calendar_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_feeds" (
    "member_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "calendar_feeds_pkey" PRIMARY KEY ("member_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "calendar_entries_session_id_key" ON "calendar_entries"("session_id");

-- CreateIndex
CREATE INDEX "calendar_entries_run_id_idx" ON "calendar_entries"("run_id");

-- CreateIndex
CREATE UNIQUE INDEX "calendar_feeds_token_hash_key" ON "calendar_feeds"("token_hash");

-- AddForeignKey
ALTER TABLE "calendar_entries" ADD CONSTRAINT "calendar_entries_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calendar_entries" ADD CONSTRAINT "calendar_entries_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;
