-- CreateEnum
CREATE TYPE "planning" AS ENUM ('wholeRun', 'oneAtATime');

-- CreateEnum
CREATE TYPE "alternation" AS ENUM ('must', 'prefer', 'off');

-- CreateEnum
CREATE TYPE "run_status" AS ENUM ('planning', 'fixed', 'ended');

-- CreateEnum
CREATE TYPE "session_status" AS ENUM ('firm', 'skipped');

-- CreateEnum
CREATE TYPE "poll_status" AS ENUM ('open', 'closed', 'decided');

-- CreateEnum
CREATE TYPE "answer_value" AS ENUM ('can', 'ifNeedBe', 'cannot');

-- CreateEnum
CREATE TYPE "bus_stop_status" AS ENUM ('announced', 'asking', 'open', 'closed');

-- CreateEnum
CREATE TYPE "choice_value" AS ENUM ('staying', 'gettingOff', 'undecided');

-- CreateEnum
CREATE TYPE "delivery_status" AS ENUM ('pending', 'sending', 'sent', 'unknown', 'skipped', 'failed');

-- CreateTable
CREATE TABLE "workspaces" (
    "id" UUID NOT NULL,
    "team_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "workspaces_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "groups" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "channel_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "planning" "planning" NOT NULL,
    "sessions_per_run" INTEGER NOT NULL,
    "gap_min_days" INTEGER NOT NULL,
    "gap_preferred_days" INTEGER NOT NULL,
    "gap_max_days" INTEGER NOT NULL,
    "alternation" "alternation" NOT NULL,
    "minimum" INTEGER NOT NULL,
    "places" INTEGER NOT NULL,
    "reminders" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "groups_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "patterns" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "weekday" INTEGER NOT NULL,
    "start_time" TEXT NOT NULL,
    "length_minutes" INTEGER NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "patterns_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "convenors" (
    "group_id" UUID NOT NULL,
    "slack_user_id" TEXT NOT NULL,

    CONSTRAINT "convenors_pkey" PRIMARY KEY ("group_id","slack_user_id")
);

-- CreateTable
CREATE TABLE "members" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "slack_user_id" TEXT NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL,
    "got_off_at" TIMESTAMPTZ(3),
    "muted_at" TIMESTAMPTZ(3),

    CONSTRAINT "members_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "interests" (
    "group_id" UUID NOT NULL,
    "slack_user_id" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "asked_at" TIMESTAMPTZ(3),
    "wants_to_join" BOOLEAN,

    CONSTRAINT "interests_pkey" PRIMARY KEY ("group_id","slack_user_id")
);

-- CreateTable
CREATE TABLE "runs" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "status" "run_status" NOT NULL,
    "sessions_wanted" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "pattern_id" UUID NOT NULL,
    "on" DATE NOT NULL,
    "start_time" TEXT NOT NULL,
    "length_minutes" INTEGER NOT NULL,
    "time_zone" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "status" "session_status" NOT NULL,
    "fixed_at" TIMESTAMPTZ(3) NOT NULL,
    "undo_until" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "polls" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "status" "poll_status" NOT NULL,
    "open_for_group_id" UUID,
    "sessions_wanted" INTEGER NOT NULL,
    "time_zone" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "nudged_at" TIMESTAMPTZ(3),

    CONSTRAINT "polls_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "poll_dates" (
    "id" UUID NOT NULL,
    "poll_id" UUID NOT NULL,
    "page" INTEGER NOT NULL,
    "mark" INTEGER NOT NULL,
    "pattern_id" UUID NOT NULL,
    "on" DATE NOT NULL,
    "start_time" TEXT NOT NULL,
    "length_minutes" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "poll_dates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "answers" (
    "poll_date_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "value" "answer_value",
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "is_reacted" BOOLEAN NOT NULL DEFAULT false,
    "reacted_ts" DECIMAL(17,6),

    CONSTRAINT "answers_pkey" PRIMARY KEY ("poll_date_id","member_id")
);

-- CreateTable
CREATE TABLE "apologies" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "apologies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bus_stops" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "status" "bus_stop_status" NOT NULL,

    CONSTRAINT "bus_stops_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "choices" (
    "bus_stop_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "value" "choice_value" NOT NULL,
    "has_told_group" BOOLEAN NOT NULL DEFAULT false,
    "chosen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "choices_pkey" PRIMARY KEY ("bus_stop_id","member_id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "group_id" UUID NOT NULL,
    "about" JSONB NOT NULL,
    "address" TEXT NOT NULL,
    "status" "delivery_status" NOT NULL,
    "nonce" TEXT NOT NULL,
    "posted_channel_id" TEXT,
    "ts" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "received_events" (
    "event_id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "received_events_pkey" PRIMARY KEY ("event_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "workspaces_team_id_key" ON "workspaces"("team_id");

-- CreateIndex
CREATE UNIQUE INDEX "groups_workspace_id_channel_id_key" ON "groups"("workspace_id", "channel_id");

-- CreateIndex
CREATE INDEX "patterns_group_id_idx" ON "patterns"("group_id");

-- CreateIndex
CREATE UNIQUE INDEX "members_group_id_slack_user_id_key" ON "members"("group_id", "slack_user_id");

-- CreateIndex
CREATE UNIQUE INDEX "runs_group_id_number_key" ON "runs"("group_id", "number");

-- CreateIndex
CREATE INDEX "sessions_status_starts_at_idx" ON "sessions"("status", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_run_id_starts_at_key" ON "sessions"("run_id", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "polls_open_for_group_id_key" ON "polls"("open_for_group_id");

-- CreateIndex
CREATE INDEX "polls_status_closes_at_idx" ON "polls"("status", "closes_at");

-- CreateIndex
CREATE UNIQUE INDEX "polls_run_id_number_key" ON "polls"("run_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "poll_dates_poll_id_page_mark_key" ON "poll_dates"("poll_id", "page", "mark");

-- CreateIndex
CREATE UNIQUE INDEX "poll_dates_poll_id_starts_at_key" ON "poll_dates"("poll_id", "starts_at");

-- CreateIndex
CREATE INDEX "answers_member_id_idx" ON "answers"("member_id");

-- CreateIndex
CREATE INDEX "apologies_member_id_idx" ON "apologies"("member_id");

-- CreateIndex
CREATE UNIQUE INDEX "apologies_session_id_member_id_key" ON "apologies"("session_id", "member_id");

-- CreateIndex
CREATE UNIQUE INDEX "bus_stops_run_id_key" ON "bus_stops"("run_id");

-- CreateIndex
CREATE INDEX "choices_member_id_idx" ON "choices"("member_id");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_key_key" ON "deliveries"("key");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_nonce_key" ON "deliveries"("nonce");

-- CreateIndex
CREATE INDEX "deliveries_status_claimed_at_idx" ON "deliveries"("status", "claimed_at");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_posted_channel_id_ts_key" ON "deliveries"("posted_channel_id", "ts");

-- AddForeignKey
ALTER TABLE "groups" ADD CONSTRAINT "groups_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patterns" ADD CONSTRAINT "patterns_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "convenors" ADD CONSTRAINT "convenors_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interests" ADD CONSTRAINT "interests_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_pattern_id_fkey" FOREIGN KEY ("pattern_id") REFERENCES "patterns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "polls" ADD CONSTRAINT "polls_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "polls" ADD CONSTRAINT "polls_open_for_group_id_fkey" FOREIGN KEY ("open_for_group_id") REFERENCES "groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll_dates" ADD CONSTRAINT "poll_dates_poll_id_fkey" FOREIGN KEY ("poll_id") REFERENCES "polls"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll_dates" ADD CONSTRAINT "poll_dates_pattern_id_fkey" FOREIGN KEY ("pattern_id") REFERENCES "patterns"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answers" ADD CONSTRAINT "answers_poll_date_id_fkey" FOREIGN KEY ("poll_date_id") REFERENCES "poll_dates"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answers" ADD CONSTRAINT "answers_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "apologies" ADD CONSTRAINT "apologies_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "apologies" ADD CONSTRAINT "apologies_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bus_stops" ADD CONSTRAINT "bus_stops_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "choices" ADD CONSTRAINT "choices_bus_stop_id_fkey" FOREIGN KEY ("bus_stop_id") REFERENCES "bus_stops"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "choices" ADD CONSTRAINT "choices_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;
