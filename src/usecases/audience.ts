import {
  type AskedAbout,
  changeAudience,
  findAudiences,
  lockedAudience,
  noteSharingEvent,
  setPrivateAt,
  setStillPrivate,
} from '#db/audience.ts'
import type { Tx } from '#db/client.ts'
import type { Delivery } from '#db/delivery.ts'
import { findGroup, findGroupById, type Group } from '#db/group.ts'
import { hastenRefreshes } from '#db/queue.ts'
import { isFirstTime } from '#db/received-event.ts'
import { type Audience, hasChanged, isStillPrivate, NEVER_ASKED } from '#domain/audience.ts'
import type { ReadAlong } from '#domain/delivery.ts'
import { type Actor, ask, type Context, commit, commitAtOnce } from './context.ts'
import { ASK_SECONDS, goOnSoon } from './parked.ts'
import { wantPresence } from './presence.ts'
import { sayToConvenors } from './say.ts'
import { NO_HURRY_MS, togetherIn } from './together.ts'

/** As many groups as one question is worth. */
const AT_MOST = 100

/** What is known of who could read along in a group's channel, before Slack is asked. */
export const knownAudience = togetherIn(
  async (context, groupIds: readonly string[]) => {
    const known = await ask(context, (tx) => findAudiences(tx, groupIds))
    return groupIds.map((id) => known.get(id) ?? NEVER_ASKED)
  },
  AT_MOST,
  NO_HURRY_MS,
)

/** Whether Slack said so short a time ago that a group's channel is private that it need not be asked again. */
export async function isKnownPrivate(context: Context, groupId: string): Promise<boolean> {
  return isStillPrivate(await knownAudience(context, groupId), context.now)
}

/**
 * Slack was asked who could read along in a group's channel, now, when so much was `known`. The convenors are told each
 * time that it is not private any more, once; and when it is again, what waits for that is done. False when something
 * was heard since: the answer may be from before, and Slack is to be asked again.
 */
export async function noteAudience(
  context: Context,
  groupId: string,
  readAlong: ReadAlong | null,
  known: Audience,
): Promise<boolean> {
  const asked = { groupId, known, at: context.now }
  if (!readAlong && !known.openTo && (await noteStillPrivate(context, asked))) return true
  return commit(context, async (tx) => {
    const group = await findGroupById(tx, groupId)
    if (!group) return true
    const before = await lockedAudience(tx, groupId)
    if (hasChanged(known, before)) return false
    const isNews = before.openTo !== readAlong
    const audience = isNews ? await changeAudience(tx, groupId, readAlong) : before
    if (readAlong) await tellNotPrivate(tx, context, group, readAlong, audience)
    else {
      await setPrivateAt(tx, groupId, context.now)
      if (isNews) await goOn(tx, context, groupId)
    }
    return true
  })
}

/** What is true of nearly every channel nearly always. False where it was not stored, since it may be otherwise. */
const noteStillPrivate = togetherIn(
  async (context, channels: readonly AskedAbout[]) => {
    const different = new Map(channels.map((channel) => [channel.groupId, channel]))
    const stored = await commitAtOnce(context, (tx) => setStillPrivate(tx, [...different.values()]))
    // Of two questions about one channel the other may have known something else.
    return channels.map(
      (channel) => different.get(channel.groupId) === channel && stored.has(channel.groupId),
    )
  },
  AT_MOST,
  NO_HURRY_MS,
)

/** What is parked, and what stands in the channel and was to be changed. */
async function goOn(tx: Tx, context: Context, groupId: string): Promise<void> {
  await goOnSoon(tx, context, groupId)
  await hastenRefreshes(tx, groupId)
}

function tellNotPrivate(
  tx: Tx,
  context: Context,
  group: Group,
  refused: ReadAlong,
  { changes }: Audience,
): Promise<void> {
  return sayToConvenors(tx, context, group, (convenorId) => ({
    kind: 'couldNotPost',
    refused,
    convenorId,
    on: null,
    after: String(changes),
  }))
}

/**
 * An event tells that a channel is shared with another workspace, or with one less. Of a group's nothing is remembered any
 * more, and Slack is asked soon who could read along, and who is there or whether what waits can go out.
 */
export function noteSharing(
  context: Context,
  place: Pick<Actor, 'teamId' | 'channelId'>,
  eventId: string,
  what: 'shared' | 'unshared',
): Promise<void> {
  return commit(context, async (tx) => {
    const group = await findGroup(tx, place.teamId, place.channelId)
    if (!group || !(await isFirstTime(tx, eventId, context.now))) return
    await lockedAudience(tx, group.id)
    await noteSharingEvent(tx, group.id)
    await (what === 'shared' ? wantPresence : goOnSoon)(tx, context, group.id)
  })
}

/**
 * A message of a channel in which others could read along is brought up to date when that is over; at the latest it is
 * looked at when Slack is asked about the channel again. If it was over in the meantime, that is now.
 */
export function refreshLater(context: Context, { id, groupId }: Delivery): Promise<void> {
  return commit(context, async (tx) => {
    const { openTo } = await lockedAudience(tx, groupId)
    const options = openTo ? { startAfterSeconds: ASK_SECONDS } : {}
    await context.queue.add(tx, 'refresh', { deliveryId: id }, id, options)
  })
}
