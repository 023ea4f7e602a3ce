import type { DateTime } from 'luxon'
import type { PatternSlot } from '#domain/calendar.ts'
import type { GroupSettings, PatternSettings } from '#domain/group.ts'
import type { Tx } from './client.ts'
import type { Prisma } from './generated/client.ts'
import { INSTALLED } from './workspace.ts'

/** Somebody on the roster. */
export type Member = {
  id: string
  slackUserId: string
  isMuted: boolean
  /** When they want to be reminded privately as well: ISO 8601 durations before a session's start. */
  reminders: string[]
  /** Whether they were ever found in the channel; a newcomer may not have been let in yet. */
  hasArrived: boolean
}

/** A group with everything that decides who may do what in it. */
export type Group = Omit<GroupSettings, 'patterns'> & {
  id: string
  teamId: string
  channelId: string
  patterns: (PatternSlot & { place: string | null })[]
  /** Slack user ids; whose account is closed is not among them. */
  convenorIds: string[]
  /** Those on the roster now, in the order in which they joined, without those who are away. */
  members: Member[]
  /** Those on the roster who have left the channel or whose account is closed: their place is kept. */
  away: Member[]
}

const WHOLE = {
  workspace: true,
  patterns: { where: { retiredAt: null }, orderBy: { position: 'asc' } },
  convenors: { where: { goneAt: null }, orderBy: { slackUserId: 'asc' } },
  members: { where: { gotOffAt: null }, orderBy: { id: 'asc' } },
} satisfies Prisma.GroupInclude

type GroupRow = Prisma.GroupGetPayload<{ include: typeof WHOLE }>
type MemberRow = GroupRow['members'][number]

/** The group bound to a channel of a workspace, or null. */
export async function findGroup(tx: Tx, teamId: string, channelId: string): Promise<Group | null> {
  const row = await tx.group.findFirst({ where: { channelId, workspace: { teamId } }, include: WHOLE })
  return row && toGroup(row)
}

/** The group with this id; it must exist. */
export async function getGroup(tx: Tx, id: string): Promise<Group> {
  return toGroup(await tx.group.findUniqueOrThrow({ where: { id }, include: WHOLE }))
}

/** The group with this id, or null: for ids that came from outside. */
export async function findGroupById(tx: Tx, id: string): Promise<Group | null> {
  const row = await tx.group.findUnique({ where: { id }, include: WHOLE })
  return row && toGroup(row)
}

/** Groups that a tick has to look at by now. */
export function toLookAt(now: DateTime) {
  const isTime = [{ lookAt: null }, { lookAt: { lte: now.toJSDate() } }]
  return { ...INSTALLED, OR: isTime } satisfies Prisma.GroupWhereInput
}

/** The ids of all groups where the app is installed, oldest first. */
export async function allGroupIds(tx: Tx): Promise<string[]> {
  const rows = await tx.group.findMany({ where: INSTALLED, select: { id: true }, orderBy: { id: 'asc' } })
  return rows.map(({ id }) => id)
}

/** The ids of all groups of a workspace, oldest first. */
export async function groupIdsIn(tx: Tx, teamId: string): Promise<string[]> {
  const where = { workspace: { teamId } }
  const rows = await tx.group.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } })
  return rows.map(({ id }) => id)
}

/** Every group of a workspace in which the person is a convenor or on the roster, oldest first. */
export async function groupsOf(tx: Tx, teamId: string, slackUserId: string): Promise<Group[]> {
  // Asked for one of the two, or the other, Postgres would look at every group.
  const theirs = await tx.$queryRaw<{ id: string }[]>`
    SELECT group_id::text AS id FROM convenors WHERE slack_user_id = ${slackUserId} AND gone_at IS NULL
    UNION SELECT group_id::text FROM members
      WHERE slack_user_id = ${slackUserId} AND got_off_at IS NULL AND away_at IS NULL`
  if (theirs.length === 0) return []
  const rows = await tx.group.findMany({
    where: { workspace: { teamId }, id: { in: theirs.map(({ id }) => id) } },
    include: WHOLE,
    orderBy: { id: 'asc' },
  })
  return rows.map(toGroup)
}

/** Every group of a workspace that has the person on its roster, also where they are away, oldest first. */
export async function groupsWithMember(tx: Tx, teamId: string, slackUserId: string): Promise<Group[]> {
  const rows = await tx.group.findMany({
    where: { workspace: { teamId }, members: { some: { slackUserId, gotOffAt: null } } },
    include: WHOLE,
    orderBy: { id: 'asc' },
  })
  return rows.map(toGroup)
}

/**
 * Locks the group's row until the transaction ends; always the first lock that is taken. Whoever takes it may change
 * what becomes due and when, so the next tick looks at the group's run again.
 */
export async function lockGroup(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`UPDATE groups SET look_at = NULL WHERE id = ${id}::uuid`
}

/**
 * The same for a tick that looks what is due: false when nothing can be by now, or when somebody else has the group, after
 * whom the next tick looks.
 */
export async function lockGroupToLook(tx: Tx, id: string, now: DateTime): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM groups WHERE id = ${id}::uuid AND (look_at IS NULL OR look_at <= ${now.toJSDate()})
    FOR NO KEY UPDATE SKIP LOCKED`
  return rows.length > 0
}

/** Notes that nothing about the group's run and poll becomes due by itself before this. The group must be locked. */
export async function setLookAt(tx: Tx, id: string, at: DateTime): Promise<void> {
  await tx.group.updateMany({ where: { id }, data: { lookAt: at.toJSDate() } })
}

/** Stores a new group; its channel must not have one yet. Returns its id, or null if another was quicker. */
export async function insertGroup(
  tx: Tx,
  at: { teamId: string; channelId: string },
  settings: GroupSettings,
  now: DateTime,
): Promise<string | null> {
  const { patterns, ...columns } = settings
  const workspace = await tx.workspace.upsert({
    where: { teamId: at.teamId },
    create: { teamId: at.teamId, createdAt: now.toJSDate() },
    update: {},
  })
  const [row] = await tx.group.createManyAndReturn({
    data: [{ ...columns, workspaceId: workspace.id, channelId: at.channelId, createdAt: now.toJSDate() }],
    skipDuplicates: true,
    select: { id: true },
  })
  if (!row) return null
  await insertPatterns(tx, row.id, patterns)
  return row.id
}

/**
 * Replaces a group's settings, but for the places of slots that stay. Those that are not wanted any more are retired,
 * because dates refer to them.
 */
export async function updateSettings(
  tx: Tx,
  group: Group,
  settings: GroupSettings,
  now: DateTime,
): Promise<void> {
  const { patterns, ...columns } = settings
  await tx.group.update({ where: { id: group.id }, data: columns })
  const known = new Map(group.patterns.map((pattern) => [patternKey(pattern), pattern.id]))
  const kept = patterns.flatMap((pattern) => known.get(patternKey(pattern)) ?? [])
  await tx.pattern.updateMany({
    where: { groupId: group.id, retiredAt: null, id: { notIn: kept } },
    data: { retiredAt: now.toJSDate() },
  })
  for (const [position, pattern] of patterns.entries()) {
    const id = known.get(patternKey(pattern))
    if (id) await tx.pattern.update({ where: { id }, data: { position } })
    else await tx.pattern.create({ data: { ...pattern, groupId: group.id, position } })
  }
}

/** Slots by their ids, retired ones too, in the order of alternation. */
export function patternsOf(tx: Tx, ids: readonly string[]): Promise<PatternSlot[]> {
  return tx.pattern.findMany({
    where: { id: { in: [...ids] } },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  })
}

async function insertPatterns(tx: Tx, groupId: string, patterns: readonly PatternSettings[]): Promise<void> {
  await tx.pattern.createMany({
    data: patterns.map((pattern, position) => ({ ...pattern, groupId, position })),
  })
}

function patternKey(pattern: PatternSettings): string {
  return `${pattern.weekday} ${pattern.startTime} ${pattern.lengthMinutes}`
}

function toGroup(row: GroupRow): Group {
  const {
    workspace,
    workspaceId: _,
    createdAt: __,
    interestWord: ___,
    lookAt: ____,
    convenors,
    members,
    patterns,
    ...settings
  } = row
  const isAway = (member: MemberRow) => member.awayAt !== null
  return {
    ...settings,
    teamId: workspace.teamId,
    patterns,
    convenorIds: convenors.map((convenor) => convenor.slackUserId),
    members: members.filter((member) => !isAway(member)).map(toMember),
    away: members.filter(isAway).map(toMember),
  }
}

function toMember({ id, slackUserId, mutedAt, arrivedAt, reminders }: MemberRow): Member {
  return { id, slackUserId, isMuted: mutedAt !== null, reminders, hasArrived: arrivedAt !== null }
}
