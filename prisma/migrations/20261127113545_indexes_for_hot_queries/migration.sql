-- DropIndex
DROP INDEX "invitations_group_id_slack_user_id_idx";

-- DropIndex
DROP INDEX "sessions_status_starts_at_idx";

-- CreateIndex
CREATE INDEX "audiences_open_to_idx" ON "audiences"("open_to");

-- CreateIndex
CREATE INDEX "convenors_slack_user_id_idx" ON "convenors"("slack_user_id");

-- CreateIndex
CREATE INDEX "deliveries_group_id_idx" ON "deliveries"("group_id");

-- CreateIndex
CREATE INDEX "interests_slack_user_id_idx" ON "interests"("slack_user_id");

-- CreateIndex
CREATE INDEX "invitations_group_id_idx" ON "invitations"("group_id");

-- CreateIndex
CREATE INDEX "invitations_slack_user_id_idx" ON "invitations"("slack_user_id");

-- CreateIndex
CREATE INDEX "members_slack_user_id_idx" ON "members"("slack_user_id");

-- CreateIndex
CREATE INDEX "poll_dates_pattern_id_idx" ON "poll_dates"("pattern_id");

-- CreateIndex
CREATE INDEX "sessions_pattern_id_idx" ON "sessions"("pattern_id");
