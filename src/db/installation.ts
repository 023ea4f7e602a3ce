import type { DateTime } from 'luxon'
import type { Tx } from './client.ts'
import type { Prisma } from './generated/client.ts'

/** With what the bot speaks to Slack in a workspace, and who it is there. */
export type Installation = { teamId: string; botToken: string; botId: string; botUserId: string }

/** The installation in a workspace, also while the app counts as removed from it; null where there was none. */
export async function findInstallation(tx: Tx, teamId: string): Promise<Installation | null> {
  const row = await tx.workspace.findUnique({ where: { teamId }, select: INSTALLATION })
  return row && toInstallation(teamId, row)
}

/** What to read of a workspace so that `toInstallation` can be used. */
export const INSTALLATION = {
  botToken: true,
  botId: true,
  botUserId: true,
} satisfies Prisma.WorkspaceSelect

/** What is stored of an installation, or null where there was none. */
export function toInstallation(
  teamId: string,
  { botToken, botId, botUserId }: Prisma.WorkspaceGetPayload<{ select: typeof INSTALLATION }>,
): Installation | null {
  return botToken ? { teamId, botToken, botId: botId ?? '', botUserId: botUserId ?? '' } : null
}

/** Stores an installation in place of the one before. The app is installed there from now on, whatever was believed. */
export async function saveInstallation(
  tx: Tx,
  { teamId, ...installation }: Installation,
  now: DateTime,
): Promise<void> {
  await tx.workspace.upsert({
    where: { teamId },
    create: { teamId, createdAt: now.toJSDate(), ...installation },
    update: { ...installation, uninstalledAt: null },
  })
}
