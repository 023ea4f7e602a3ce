import type { DateTime } from 'luxon'
import type { Tx } from './client.ts'
import { instant } from './time.ts'

/** Notes that Slack takes nothing from the bot in the workspace of a group, since now unless that was noted before. */
export async function noteRefusal(tx: Tx, groupId: string, now: DateTime): Promise<void> {
  await tx.workspace.updateMany({
    where: { refusedSince: null, groups: { some: { id: groupId } } },
    data: { refusedSince: now.toJSDate() },
  })
}

/** The workspace of a group in which Slack has taken nothing since some instant; null while it does. */
export async function refusingWorkspace(
  tx: Tx,
  groupId: string,
): Promise<{ id: string; refusedSince: DateTime } | null> {
  const row = await tx.workspace.findFirst({
    where: { refusedSince: { not: null }, groups: { some: { id: groupId } } },
    select: { id: true, refusedSince: true },
  })
  return row?.refusedSince ? { id: row.id, refusedSince: instant(row.refusedSince) } : null
}

/** Notes that Slack takes messages again; false when somebody else was quicker. */
export async function forgetRefusal(tx: Tx, workspaceId: string): Promise<boolean> {
  const { count } = await tx.workspace.updateMany({
    where: { id: workspaceId, refusedSince: { not: null } },
    data: { refusedSince: null },
  })
  return count === 1
}

/** Every convenor in a workspace, once, with the oldest of the groups that they convene. */
export async function convenorsInWorkspace(
  tx: Tx,
  workspaceId: string,
): Promise<{ groupId: string; slackUserId: string }[]> {
  return tx.convenor.findMany({
    where: { goneAt: null, group: { workspaceId } },
    select: { groupId: true, slackUserId: true },
    distinct: ['slackUserId'],
    orderBy: [{ slackUserId: 'asc' }, { groupId: 'asc' }],
  })
}
