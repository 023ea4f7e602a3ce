import type { DateTime } from 'luxon'
import type { Tx } from './client.ts'

/** With what the bot speaks to Slack in a workspace, and who it is there. */
export type Installation = { teamId: string; botToken: string; botId: string; botUserId: string }

/** The installation in a workspace, also while the app counts as removed from it; null where there was none. */
export async function findInstallation(tx: Tx, teamId: string): Promise<Installation | null> {
  const row = await tx.workspace.findUnique({
    where: { teamId },
    select: { botToken: true, botId: true, botUserId: true },
  })
  return row?.botToken
    ? { teamId, botToken: row.botToken, botId: row.botId ?? '', botUserId: row.botUserId ?? '' }
    : null
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
