-- CreateEnum
CREATE TYPE "invitation_status" AS ENUM ('open', 'accepted', 'joined', 'declined', 'lapsed', 'withdrawn');

-- CreateEnum
CREATE TYPE "survey_occasion" AS ENUM ('halfWay', 'busStop');

-- CreateEnum
CREATE TYPE "survey_status" AS ENUM ('open', 'published', 'withheld', 'notAsked');

-- CreateEnum
CREATE TYPE "audit_kind" AS ENUM ('addedToLockedRoster', 'takenOffLockedRoster', 'leftGroup', 'becameConvenor', 'ceasedToBeConvenor', 'answersRecorded', 'apologiesRecorded', 'choiceRecorded');

-- AlterEnum
ALTER TYPE "bus_stop_status" ADD VALUE 'inviting';

-- AlterTable
ALTER TABLE "answers" ADD COLUMN     "recorded_by" TEXT;

-- AlterTable
ALTER TABLE "apologies" ADD COLUMN     "recorded_by" TEXT;

-- AlterTable
ALTER TABLE "bus_stops" ADD COLUMN     "held_when_asked" INTEGER;

-- AlterTable
ALTER TABLE "choices" ADD COLUMN     "recorded_by" TEXT;

-- AlterTable
ALTER TABLE "convenors" ADD COLUMN     "gone_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "groups" ADD COLUMN     "ask_with_sessions_left" INTEGER NOT NULL DEFAULT 2,
ADD COLUMN     "bus_stop_reminders" INTEGER NOT NULL DEFAULT 2,
ADD COLUMN     "interest_word" TEXT,
ADD COLUMN     "invitation_days" INTEGER NOT NULL DEFAULT 5,
ADD COLUMN     "is_survey_at_bus_stop" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "survey_after_session" INTEGER NOT NULL DEFAULT 4,
ADD COLUMN     "survey_days" INTEGER NOT NULL DEFAULT 7;

-- AlterTable
ALTER TABLE "members" ADD COLUMN     "agreed_at" TIMESTAMPTZ(3),
ADD COLUMN     "agreed_to" TEXT,
ADD COLUMN     "arrived_at" TIMESTAMPTZ(3),
ADD COLUMN     "away_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "invitations" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "slack_user_id" TEXT NOT NULL,
    "run_id" UUID NOT NULL,
    "is_at_bus_stop" BOOLEAN NOT NULL,
    "status" "invitation_status" NOT NULL,
    "open_for_group_id" UUID,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "answer_by" TIMESTAMPTZ(3) NOT NULL,
    "reminded_at" TIMESTAMPTZ(3),
    "agreed_at" TIMESTAMPTZ(3),
    "agreed_to" TEXT,
    "is_welcome_wanted" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "convenor_offers" (
    "group_id" UUID NOT NULL,
    "supporter_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,

    CONSTRAINT "convenor_offers_pkey" PRIMARY KEY ("supporter_id")
);

-- CreateTable
CREATE TABLE "surveys" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "occasion" "survey_occasion" NOT NULL,
    "status" "survey_status" NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "counts" INTEGER[],

    CONSTRAINT "surveys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "survey_members" (
    "survey_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "has_answered" BOOLEAN NOT NULL,

    CONSTRAINT "survey_members_pkey" PRIMARY KEY ("survey_id","member_id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" TEXT NOT NULL,
    "what" "audit_kind" NOT NULL,
    "subject_id" TEXT NOT NULL,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "invitations_group_id_slack_user_id_idx" ON "invitations"("group_id", "slack_user_id");

-- CreateIndex
CREATE INDEX "invitations_run_id_idx" ON "invitations"("run_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_open_for_group_id_slack_user_id_key" ON "invitations"("open_for_group_id", "slack_user_id");

-- CreateIndex
CREATE INDEX "convenor_offers_group_id_idx" ON "convenor_offers"("group_id");

-- CreateIndex
CREATE INDEX "convenor_offers_member_id_idx" ON "convenor_offers"("member_id");

-- CreateIndex
CREATE INDEX "surveys_status_closes_at_idx" ON "surveys"("status", "closes_at");

-- CreateIndex
CREATE UNIQUE INDEX "surveys_run_id_occasion_key" ON "surveys"("run_id", "occasion");

-- CreateIndex
CREATE INDEX "survey_members_member_id_idx" ON "survey_members"("member_id");

-- CreateIndex
CREATE INDEX "audit_entries_group_id_at_idx" ON "audit_entries"("group_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "groups_interest_word_key" ON "groups"("interest_word");

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_open_for_group_id_fkey" FOREIGN KEY ("open_for_group_id") REFERENCES "groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "convenor_offers" ADD CONSTRAINT "convenor_offers_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "convenor_offers" ADD CONSTRAINT "convenor_offers_supporter_id_fkey" FOREIGN KEY ("supporter_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "convenor_offers" ADD CONSTRAINT "convenor_offers_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "surveys" ADD CONSTRAINT "surveys_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey_members" ADD CONSTRAINT "survey_members_survey_id_fkey" FOREIGN KEY ("survey_id") REFERENCES "surveys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey_members" ADD CONSTRAINT "survey_members_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A bus stop about which members have been asked already gets its reminders, too.
UPDATE "bus_stops" SET "held_when_asked" = (
    SELECT count(*) FROM "sessions"
    WHERE "sessions"."run_id" = "bus_stops"."run_id" AND "sessions"."status" = 'firm' AND "sessions"."ends_at" <= now()
) WHERE "status" = 'asking';

-- Whoever was asked to join a run that has not begun, and has not answered, is invited until it begins.
INSERT INTO "invitations" ("id", "group_id", "slack_user_id", "run_id", "is_at_bus_stop", "status", "open_for_group_id", "sent_at", "answer_by")
SELECT gen_random_uuid(), "interests"."group_id", "interests"."slack_user_id", "runs"."id", false, 'open', "interests"."group_id", "interests"."asked_at", first."starts_at"
FROM "interests"
JOIN "runs" ON "runs"."group_id" = "interests"."group_id" AND "runs"."status" = 'fixed'
JOIN LATERAL (SELECT min("starts_at") AS "starts_at" FROM "sessions" WHERE "sessions"."run_id" = "runs"."id") AS first ON first."starts_at" > now()
WHERE "interests"."asked_at" IS NOT NULL AND "interests"."wants_to_join" IS NULL;

-- AlterTable
ALTER TABLE "interests" DROP COLUMN "asked_at",
DROP COLUMN "wants_to_join";
