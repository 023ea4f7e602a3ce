-- AlterTable
ALTER TABLE "workspaces" ADD COLUMN     "uninstalled_at" TIMESTAMPTZ(3);
