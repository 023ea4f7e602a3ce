-- AlterTable
ALTER TABLE "members" ADD COLUMN     "reminders" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "home_tabs" (
    "workspace_id" UUID NOT NULL,
    "slack_user_id" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "home_tabs_pkey" PRIMARY KEY ("workspace_id","slack_user_id")
);

-- CreateIndex
CREATE INDEX "home_tabs_opened_at_idx" ON "home_tabs"("opened_at");

-- AddForeignKey
ALTER TABLE "home_tabs" ADD CONSTRAINT "home_tabs_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;
