import type { Tx } from '#db/client.ts'
import { isAnyUnplaced } from '#db/delivery.ts'
import { lockOpenPolls } from '#db/poll.ts'
import { type Reacted, type Reaction, whatIsMeant } from '#db/reaction.ts'
import { firstTimeOf } from '#db/received-event.ts'
import { lockMembers } from '#db/roster.ts'
import { applyLateReaction, applyReaction } from '#domain/answer.ts'
import { applySaid } from './answer-change.ts'
import { type Context, commit } from './context.ts'
import { wantReadBackSince } from './read-back.ts'
import { refreshHomesOf } from './refresh-home.ts'
import { refreshAll } from './say.ts'
import { togetherIn } from './together.ts'

/** A reaction that somebody put on a message or took away. */
export type ReactionEvent = Reaction & {
  eventId: string
  isAdded: boolean
  /** Slack's `event_ts`, decimal text. */
  ts: string
  /** Whether Slack says that the message is the bot's. */
  isOnOurs: boolean
}

/** A number of a poll, tapped or taken back by somebody who is or was on the roster. */
type Vote = { event: ReactionEvent; about: Reacted; dateId: string; pollId: string; memberId: string }

/** So many are stored in one transaction, which holds the locks of all of them. */
const AT_MOST = 100

/**
 * Takes a reaction as an answer. Reactions on other messages, by people who are not on the roster, with a
 * number the page does not have, or after the counting are passed over and leave no trace. One between the deadline
 * and the counting is no answer, but is remembered, so that the counting does not take it for one. A message of ours
 * that stands where we know of none may be one whose answer from Slack was lost: it is to be looked at.
 *
 * When many people tap at once, those who come while others are being stored are stored in one transaction after them.
 */
export const recordReaction: (context: Context, event: ReactionEvent) => Promise<void> = togetherIn(
  async (context, events: readonly ReactionEvent[]) => {
    await commit(context, (tx) => recordReactions(tx, context, events))
    return events.map(() => undefined)
  },
  AT_MOST,
)

async function recordReactions(tx: Tx, context: Context, events: readonly ReactionEvent[]): Promise<void> {
  const abouts = await whatIsMeant(tx, events)
  const unknown = events.filter((event, index) => !abouts[index] && event.isOnOurs)
  const places = new Map(unknown.map((event) => [placeKey(event), event]))
  for (const [key, event] of [...places].sort(([a], [b]) => (a < b ? -1 : 1)))
    await wantRecognition(tx, context, event, key)
  const votes = events.flatMap((event, index) => voteOf(event, abouts[index] ?? null))
  if (votes.length === 0) return
  const closing = await lockOpenPolls(
    tx,
    votes.map(({ pollId }) => pollId),
  )
  const open = votes.filter(({ pollId }) => closing.has(pollId))
  const present = await lockMembers(
    tx,
    open.map(({ memberId }) => memberId),
  )
  const counted = await takenFirst(
    tx,
    context,
    open.filter(({ memberId }) => present.has(memberId)),
  )
  const isInTime = ({ event, pollId }: Vote) =>
    Number(event.ts) * 1000 < Number(closing.get(pollId)?.toMillis())
  // The number may still stand under the other message of this page: only reading both tells.
  const isUnclear = (vote: Vote) => isInTime(vote) && !vote.event.isAdded && vote.about.isCopied
  for (const { event, pollId } of counted.filter(isUnclear))
    await wantReadBackSince(tx, context, pollId, event)
  const clear = counted.filter((vote) => !isUnclear(vote))
  const isChanged = await applySaid(
    tx,
    clear.map((vote) => {
      const apply = isInTime(vote) ? applyReaction : applyLateReaction
      return {
        ids: { pollDateId: vote.dateId, memberId: vote.memberId },
        next: (state) => apply(state, vote.event),
      }
    }),
    context.now,
  )
  const changed = clear.filter((_, index) => isChanged[index])
  await refreshAll(
    tx,
    context,
    changed.map(({ about }) => about.deliveryId),
  )
  await refreshHomesOf(
    tx,
    context,
    changed.map(({ about }) => about.groupId),
  )
}

function voteOf(event: ReactionEvent, about: Reacted | null): Vote[] {
  if (!about?.date || !about.memberId) return []
  return [{ event, about, dateId: about.date.id, pollId: about.date.pollId, memberId: about.memberId }]
}

/** Those that have had no effect yet, each once. */
async function takenFirst(tx: Tx, { now }: Context, votes: readonly Vote[]): Promise<Vote[]> {
  const each = new Map(votes.map((vote) => [vote.event.eventId, vote]))
  const first = await firstTimeOf(tx, [...each.keys()], now)
  return [...each.values()].filter(({ event }) => first.has(event.eventId))
}

function placeKey({ teamId, channelId, messageTs }: ReactionEvent): string {
  return `${teamId} ${channelId} ${messageTs}`
}

async function wantRecognition(
  tx: Tx,
  context: Context,
  { teamId, channelId, messageTs: ts }: ReactionEvent,
  key: string,
): Promise<void> {
  if (await isAnyUnplaced(tx, teamId, channelId))
    await context.queue.add(tx, 'recognise', { teamId, channelId, ts }, key)
}
