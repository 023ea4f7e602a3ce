import type { DateTime } from 'luxon'
import type { Tx } from './client.ts'
import type { Prisma } from './generated/client.ts'
import { INSTALLATION, type Installation, toInstallation } from './installation.ts'
import { instant } from './time.ts'

/** Groups of workspaces in which the app is installed: of others nothing is due. */
export const INSTALLED = { workspace: { uninstalledAt: null } } satisfies Prisma.GroupWhereInput

/** Notes that the app is not installed in a workspace any more; false when that was known, or nothing of the workspace is. */
export async function noteUninstalled(tx: Tx, teamId: string, now: DateTime): Promise<boolean> {
  const { count } = await tx.workspace.updateMany({
    where: { teamId, uninstalledAt: null },
    data: { uninstalledAt: now.toJSDate() },
  })
  return count === 1
}

/** Notes that the app is installed in a workspace. */
export async function noteInstalled(tx: Tx, teamId: string): Promise<void> {
  await tx.workspace.updateMany({
    where: { teamId, uninstalledAt: { not: null } },
    data: { uninstalledAt: null },
  })
}

/** Whether the app was removed from the workspace of a group. */
export async function isUninstalled(tx: Tx, { groupId }: { groupId: string }): Promise<boolean> {
  const row = await tx.workspace.findFirst({
    where: { groups: { some: { id: groupId } }, uninstalledAt: { not: null } },
    select: { id: true },
  })
  return row !== null
}

/** From which of these workspaces, by Slack's ids of them, the app was removed. */
export async function uninstalledAmong(tx: Tx, teamIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.workspace.findMany({
    where: { teamId: { in: [...new Set(teamIds)] }, uninstalledAt: { not: null } },
    select: { teamId: true },
  })
  return new Set(rows.map(({ teamId }) => teamId))
}

/** Slack's id of the workspace of a group, which must exist. */
export async function teamIdOf(tx: Tx, groupId: string): Promise<string> {
  const where = { groups: { some: { id: groupId } } }
  return (await tx.workspace.findFirstOrThrow({ where, select: { teamId: true } })).teamId
}

/** What belongs to one workspace, by an id of its own. */
export type OfWorkspace =
  | { teamId: string }
  | { groupId: string }
  | { deliveryId: string }
  | { pollId: string }

/** A workspace, what is stored of the installation there, and whether the app counts as removed from it. */
export type Workplace = { teamId: string; installation: Installation | null; isUninstalled: boolean }

const WORKPLACE = { teamId: true, uninstalledAt: true, ...INSTALLATION } satisfies Prisma.WorkspaceSelect

/** The workspace to which something belongs; null where that is not there. */
export async function workplaceOf(tx: Tx, of: OfWorkspace): Promise<Workplace | null> {
  const where = whichHas(of)
  const row = where && (await tx.workspace.findFirst({ where, select: WORKPLACE }))
  return row && toWorkplace(row)
}

/** Those of these workspaces of which anything is kept, by Slack's ids of them. */
export async function workplaces(tx: Tx, teamIds: readonly string[]): Promise<Map<string, Workplace>> {
  const where = { teamId: { in: [...new Set(teamIds)] } }
  const rows = await tx.workspace.findMany({ where, select: WORKPLACE })
  return new Map(rows.map((row) => [row.teamId, toWorkplace(row)]))
}

function toWorkplace(row: Prisma.WorkspaceGetPayload<{ select: typeof WORKPLACE }>): Workplace {
  const { teamId, uninstalledAt } = row
  return { teamId, installation: toInstallation(teamId, row), isUninstalled: uninstalledAt !== null }
}

/** Null for a job of an earlier version, which may have none of these ids. */
function whichHas(of: OfWorkspace): Prisma.WorkspaceWhereInput | null {
  if ('teamId' in of) return { teamId: of.teamId }
  if ('groupId' in of) return { groups: { some: { id: of.groupId } } }
  if ('deliveryId' in of) return { groups: { some: { deliveries: { some: { id: of.deliveryId } } } } }
  if ('pollId' in of) return { groups: { some: { runs: { some: { polls: { some: { id: of.pollId } } } } } } }
  return null
}

/** All workspaces of which anything is kept. */
export async function allTeamIds(tx: Tx): Promise<string[]> {
  const rows = await tx.workspace.findMany({ select: { teamId: true }, orderBy: { id: 'asc' } })
  return rows.map(({ teamId }) => teamId)
}

/**
 * Deletes one group, with everything of it, of a workspace from which the app was removed before an instant, or the
 * workspace when it has no group any more. False when there is none, or another instance has it in hand.
 */
export async function deleteUninstalled(tx: Tx, before: DateTime): Promise<boolean> {
  const [workspace] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM workspaces WHERE uninstalled_at < ${before.toJSDate()}
    ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`
  if (!workspace) return false
  const group = await tx.group.findFirst({ where: { workspaceId: workspace.id }, select: { id: true } })
  if (!group) {
    await tx.workspace.delete({ where: { id: workspace.id } })
    return true
  }
  // First what refers to patterns, which may not go before that.
  await tx.run.deleteMany({ where: { groupId: group.id } })
  await tx.group.delete({ where: { id: group.id } })
  return true
}

/** Notes that Slack takes nothing from the bot in the workspace of a group, since now unless that was noted before. */
export async function noteRefusal(tx: Tx, groupId: string, now: DateTime): Promise<void> {
  await tx.workspace.updateMany({
    where: { refusedSince: null, groups: { some: { id: groupId } } },
    data: { refusedSince: now.toJSDate() },
  })
}

/** Those workspaces of these groups in which Slack has taken nothing since some instant. */
export async function refusingWorkspaces(
  tx: Tx,
  groupIds: readonly string[],
): Promise<{ id: string; teamId: string; refusedSince: DateTime }[]> {
  const rows = await tx.workspace.findMany({
    where: { refusedSince: { not: null }, groups: { some: { id: { in: [...groupIds] } } } },
    select: { id: true, teamId: true, refusedSince: true },
    orderBy: { id: 'asc' },
  })
  return rows.flatMap(({ refusedSince, ...row }) =>
    refusedSince ? [{ ...row, refusedSince: instant(refusedSince) }] : [],
  )
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
