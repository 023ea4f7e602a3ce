import { randomBytes } from 'node:crypto'
import type { DateTime } from 'luxon'
import type { Tx } from './client.ts'
import { instant } from './time.ts'

/** Somebody on the interest list, and since when. */
export type InterestedPerson = { slackUserId: string; since: DateTime }

/** The interest list, longest waiting first. */
export async function interestList(tx: Tx, groupId: string): Promise<InterestedPerson[]> {
  const rows = await tx.interest.findMany({
    where: { groupId },
    orderBy: [{ since: 'asc' }, { slackUserId: 'asc' }],
  })
  return rows.map(({ slackUserId, since }) => ({ slackUserId, since: instant(since) }))
}

/** Makes these people the interest list; those already on it keep their place. */
export async function setInterestList(
  tx: Tx,
  groupId: string,
  slackUserIds: readonly string[],
  now: DateTime,
): Promise<void> {
  await tx.interest.deleteMany({ where: { groupId, slackUserId: { notIn: [...slackUserIds] } } })
  await tx.interest.createMany({
    data: slackUserIds.map((slackUserId) => ({ groupId, slackUserId, since: now.toJSDate() })),
    skipDuplicates: true,
  })
}

/** Puts somebody on the interest list; false when they are on it already and keep their place. */
export async function insertInterest(
  tx: Tx,
  groupId: string,
  slackUserId: string,
  now: DateTime,
): Promise<boolean> {
  const { count } = await tx.interest.createMany({
    data: [{ groupId, slackUserId, since: now.toJSDate() }],
    skipDuplicates: true,
  })
  return count === 1
}

/** Takes somebody off the interest list; false when they are not on it. */
export async function deleteInterest(tx: Tx, groupId: string, slackUserId: string): Promise<boolean> {
  const { count } = await tx.interest.deleteMany({ where: { groupId, slackUserId } })
  return count === 1
}

/** The groups of a workspace that somebody may know of: they are on the interest list, or were once a member. */
export async function groupIdsKnownTo(tx: Tx, teamId: string, slackUserId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT groups.id::text FROM groups JOIN workspaces ON workspaces.id = workspace_id
    WHERE team_id = ${teamId} AND groups.id IN (
      SELECT group_id FROM interests WHERE slack_user_id = ${slackUserId}
      UNION SELECT group_id FROM members WHERE slack_user_id = ${slackUserId} AND got_off_at IS NOT NULL)
    ORDER BY groups.id`
  return rows.map((row) => row.id)
}

/** The group of a workspace that has this word for its interest list, or null. */
export async function groupIdByWord(tx: Tx, teamId: string, word: string): Promise<string | null> {
  const row = await tx.group.findFirst({
    where: { interestWord: word, workspace: { teamId } },
    select: { id: true },
  })
  return row?.id ?? null
}

/** The word that leads to a group's interest list, made the first time. The group must be locked. */
export async function interestWord(tx: Tx, groupId: string): Promise<string> {
  const { interestWord: known } = await tx.group.findUniqueOrThrow({ where: { id: groupId } })
  if (known) return known
  const made = newWord()
  await tx.group.update({ where: { id: groupId }, data: { interestWord: made } })
  return made
}

/** Letters and figures that are not taken for one another when somebody copies them from paper. */
const SIGNS = 'abcdefghjkmnpqrstvwxyz23456789'

/** Long enough that nobody comes upon a group by trying: thirty signs in eight places. */
function newWord(): string {
  const signs = [...randomBytes(8)].map((byte) => SIGNS[byte % SIGNS.length])
  return `${signs.slice(0, 4).join('')}-${signs.slice(4).join('')}`
}
