import type { Tx } from '#db/client.ts'
import { type Convenor, convenorsOf, setConvenorGone } from '#db/convenor.ts'
import { allGroupIds, findGroup, findGroupById, type Group, getGroup, lockGroup } from '#db/group.ts'
import { findOpenPoll } from '#db/poll.ts'
import { type RosterPresence, rosterPresence, savePresence } from '#db/presence.ts'
import { isFirstTime } from '#db/received-event.ts'
import { findLatestRun } from '#db/run.ts'
import { isAccountClosed, presenceNow, type Seen } from '#domain/presence.ts'
import { askThoseWhoCame } from './bus-stop.ts'
import { type Actor, type Context, commit } from './context.ts'
import { numbersAhead, tellOfLateFalls } from './minimum.ts'
import { goOnSoon } from './parked.ts'
import { wantReadBack } from './read-back.ts'
import { refreshEveryHome } from './refresh-home.ts'
import { refreshCounts } from './roster-effect.ts'
import { say, sayToOthers } from './say.ts'
import { followConvenors } from './take-over.ts'

/** Has Slack asked soon who of a group is there. */
export function wantPresence(tx: Tx, context: Context, groupId: string): Promise<void> {
  return context.queue.add(tx, 'presence', { groupId }, groupId)
}

type Place = Pick<Actor, 'teamId' | 'channelId'>

/** The same for the group of a channel, if there is one; once for an event, when it was one that showed the need. */
export function wantPresenceAt(context: Context, place: Place, eventId?: string): Promise<void> {
  return commit(context, async (tx) => {
    const group = await findGroup(tx, place.teamId, place.channelId)
    if (!group || (eventId && !(await isFirstTime(tx, eventId, context.now)))) return
    await wantPresence(tx, context, group.id)
  })
}

/**
 * Somebody, or the bot, has come to a channel. In a group's, Slack is asked who is there; elsewhere the bot is a newcomer
 * when it came itself: the answer, which is true once for an event.
 */
export function noteArrival(
  context: Context,
  place: Place,
  eventId: string,
  isBot: boolean,
): Promise<boolean> {
  return commit(context, async (tx) => {
    const group = await findGroup(tx, place.teamId, place.channelId)
    if ((!group && !isBot) || !(await isFirstTime(tx, eventId, context.now))) return false
    if (group) await wantPresence(tx, context, group.id)
    if (group && isBot) await goOnSoon(tx, context, group.id)
    return group === null
  })
}

/** The same for many groups. */
export function wantPresenceOf(tx: Tx, context: Context, groupIds: readonly string[]): Promise<void> {
  const jobs = groupIds.map((groupId) => ({ job: { groupId }, key: groupId }))
  return context.queue.addAll(tx, 'presence', jobs)
}

/** And for every group: at a start, and now and then. */
export function wantPresenceEverywhere(context: Context): Promise<void> {
  return commit(context, async (tx) => wantPresenceOf(tx, context, await allGroupIds(tx)))
}

/** Every group is asked about this often: of an account that is closed Slack may tell us nothing. */
const ROUND_SECONDS = 6 * 3600

/** Has all groups asked about, unless that was done a few hours ago. */
export function wantRoundOfPresence(context: Context): Promise<void> {
  const options = { atMostEverySeconds: ROUND_SECONDS }
  return commit(context, (tx) => context.queue.add(tx, 'presenceRound', {}, 'all', options))
}

/** A connection that comes and goes has all groups asked about only so often, and once more in the end. */
const AFRESH_SECONDS = 180

/** Has all groups asked about after a time in which events may have gone missing. */
export function wantPresenceAfresh(context: Context): Promise<void> {
  const options = { atMostEverySeconds: AFRESH_SECONDS, andOnceAfter: true }
  return commit(context, (tx) => context.queue.add(tx, 'presenceRound', {}, 'afresh', options))
}

/** Whom Slack is to be asked about: the group's channel, and everybody on the roster and every convenor. */
export function presenceQuestion(
  context: Context,
  groupId: string,
): Promise<{ channelId: string; slackUserIds: string[] } | null> {
  return commit(context, async (tx) => {
    const group = await findGroupById(tx, groupId)
    if (!group) return null
    const people = [...(await rosterPresence(tx, groupId)), ...(await convenorsOf(tx, groupId))]
    return {
      channelId: group.channelId,
      slackUserIds: [...new Set(people.map(({ slackUserId }) => slackUserId))],
    }
  })
}

/** Somebody on the roster who is away now and was not, or the other way round. */
type Change = RosterPresence & { isClosed: boolean }

/**
 * Brings what is known of a group's people in line with what Slack showed. Whoever is away is not expected and not
 * asked; what they said is kept. The convenors are told of each change once, and of a convenor the others; also
 * where it takes a session below its minimum late.
 */
export function recordPresence(context: Context, groupId: string, seen: Seen): Promise<void> {
  return commit(context, async (tx) => {
    await lockGroup(tx, groupId)
    const known = await getGroup(tx, groupId)
    const before = await convenorsOf(tx, groupId)
    const changed = await recordConvenors(tx, context, groupId, before, seen)
    const { changes, hasAnyArrived } = await recordRoster(tx, context, groupId, seen)
    if (changed.length === 0 && changes.length === 0 && !hasAnyArrived) return
    const group = await getGroup(tx, groupId)
    for (const slackUserId of changed) await tellOfConvenor(tx, context, group, slackUserId)
    for (const change of changes)
      if (!changed.includes(change.slackUserId)) await tellOfMember(tx, context, group, change)
    for (const change of changes) await tellConvenorOutside(tx, context, group, change)
    if (changes.length > 0) {
      // Presence changes no apologies, so the group as it was gives the numbers as they were.
      await tellOfLateFalls(tx, context, group, await numbersAhead(tx, context, known))
      await followRoster(tx, context, group, changes)
    }
    await followConvenors(tx, context, group, before)
    await refreshEveryHome(tx, context, groupId)
  })
}

/** Answers the convenors whose account was closed or is open again, by Slack user id. */
async function recordConvenors(
  tx: Tx,
  context: Context,
  groupId: string,
  convenors: readonly Convenor[],
  seen: Seen,
): Promise<string[]> {
  const changed: string[] = []
  for (const { slackUserId, goneAt } of convenors) {
    const isGone = isAccountClosed(slackUserId, seen)
    if (isGone === (goneAt !== null)) continue
    await setConvenorGone(tx, groupId, slackUserId, isGone ? context.now : null)
    changed.push(slackUserId)
  }
  return changed
}

async function recordRoster(
  tx: Tx,
  context: Context,
  groupId: string,
  seen: Seen,
): Promise<{ changes: Change[]; hasAnyArrived: boolean }> {
  const changes: Change[] = []
  let hasAnyArrived = false
  for (const known of await rosterPresence(tx, groupId)) {
    const { hasArrived, isAway } = presenceNow(known, known.slackUserId, seen)
    if (hasArrived === known.hasArrived && isAway === known.isAway) continue
    await savePresence(tx, known, { hasArrived, isAway }, context.now)
    hasAnyArrived ||= hasArrived && !known.hasArrived
    if (isAway !== known.isAway)
      changes.push({ ...known, isAway, isClosed: isAccountClosed(known.slackUserId, seen) })
  }
  return { changes, hasAnyArrived }
}

function tellOfMember(tx: Tx, context: Context, group: Group, change: Change): Promise<void> {
  const { memberId, isAway, isClosed } = change
  const at = context.now.toISO() ?? ''
  return sayToOthers(tx, context, group, change.slackUserId, (convenorId) =>
    isAway
      ? { kind: 'memberAway', memberId, isClosed, convenorId, change: at }
      : { kind: 'memberBack', memberId, convenorId, change: at },
  )
}

/** A convenor who has left the channel can type no commands in it any more; from this message they can hand over. */
async function tellConvenorOutside(
  tx: Tx,
  context: Context,
  group: Group,
  { slackUserId: convenorId, isAway }: Change,
): Promise<void> {
  // Whose account is closed is no convenor any more.
  if (!isAway || !group.convenorIds.includes(convenorId)) return
  const change = context.now.toISO() ?? ''
  await say(tx, context, group, convenorId, { kind: 'convenorOutside', convenorId, change })
}

/** What this means for their place on the roster is said in the same message. */
function tellOfConvenor(tx: Tx, context: Context, group: Group, slackUserId: string): Promise<void> {
  const kind = group.convenorIds.includes(slackUserId) ? 'convenorBack' : 'convenorGone'
  const change = context.now.toISO() ?? ''
  return sayToOthers(tx, context, group, slackUserId, (convenorId) => ({
    kind,
    slackUserId,
    convenorId,
    change,
  }))
}

/**
 * Counts follow in what is posted. Somebody who is back may have tapped a number before that was known, and may have
 * been away when everybody was asked about the bus stop.
 */
async function followRoster(
  tx: Tx,
  context: Context,
  group: Group,
  changes: readonly Change[],
): Promise<void> {
  await refreshCounts(tx, context, group)
  if (changes.every(({ isAway }) => isAway)) return
  const poll = await findOpenPoll(tx, group.id)
  if (poll) await wantReadBack(tx, context, poll.id, 'check')
  const run = await findLatestRun(tx, group.id)
  if (run?.busStopId) await askThoseWhoCame(tx, context, group, run.busStopId)
}
