-- AlterEnum
ALTER TYPE "audit_kind" ADD VALUE 'agreed';
