import { answerStates, saveAnswer } from '#db/answer.ts'
import type { Tx } from '#db/client.ts'
import { findDeliveryAbout, findDeliveryOfMessage, isAnyUnplaced } from '#db/delivery.ts'
import { copiesOf } from '#db/delivery-copy.ts'
import { type Group, getGroup, type Member } from '#db/group.ts'
import { findOpenPoll, findPoll, lockPoll, type Poll, type PollDate } from '#db/poll.ts'
import { isFirstTime } from '#db/received-event.ts'
import { lockMember } from '#db/roster.ts'
import {
  type AnswerState,
  applyChoice,
  applyLateReaction,
  applyReaction,
  applyReadBack,
  NOTHING_SAID,
} from '#domain/answer.ts'
import type { AnswerValue } from '#domain/planner.ts'
import { isOpenAt } from '#domain/poll.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { groupForMember } from './access.ts'
import { type Actor, type Context, commit } from './context.ts'
import { wantReadBackSince } from './read-back.ts'
import { refreshHomes } from './refresh-home.ts'
import { refresh } from './say.ts'

/** A reaction that somebody put on a message or took away. */
export type ReactionEvent = {
  eventId: string
  teamId: string
  channelId: string
  messageTs: string
  slackUserId: string
  /** The number that it stands for, 1 … 10; undefined for every other emoji. */
  mark: number | undefined
  isAdded: boolean
  /** Slack's `event_ts`, decimal text. */
  ts: string
  /** Whether Slack says that the message is the bot's. */
  isOnOurs: boolean
}

/** What a member has said so far, for the form. */
export type AnswerSheet = {
  group: Group
  poll: Poll
  member: Member
  values: Map<string, AnswerValue>
  /** The convenors who recorded some of them for the member, by Slack user id. */
  recordedBy: string[]
}

/**
 * Takes a reaction as an answer. Reactions on other messages, by people who are not on the roster, with a
 * number the page does not have, or after the counting are passed over and leave no trace. One between the deadline
 * and the counting is no answer, but is remembered, so that the counting does not take it for one. A message of ours
 * that stands where we know of none may be one whose answer from Slack was lost: it is to be looked at.
 */
export function recordReaction(context: Context, event: ReactionEvent): Promise<void> {
  return commit(context, async (tx) => {
    const { teamId, channelId: postedChannelId, messageTs: ts } = event
    const delivery = await findDeliveryOfMessage(tx, { teamId, postedChannelId, ts })
    if (!delivery && event.isOnOurs) await wantRecognition(tx, context, event)
    if (delivery?.about.kind !== 'pollPage') return
    const { pollId, page } = delivery.about
    await lockPoll(tx, pollId, 'read')
    const poll = await findPoll(tx, pollId)
    const date = poll?.dates.find((each) => each.page === page && each.mark === event.mark)
    if (poll?.status !== 'open' || !date) return
    const group = await getGroup(tx, poll.groupId)
    const member = group.members.find(({ slackUserId }) => slackUserId === event.slackUserId)
    if (!member || !(await isFirstTime(tx, event.eventId, context.now))) return
    await lockMember(tx, member.id)
    const isInTime = isOpenAt(poll, Number(event.ts) * 1000)
    // The number may still stand under the other message of this page: only reading both tells.
    if (isInTime && !event.isAdded && (await copiesOf(tx, delivery.id)).length > 0)
      return wantReadBackSince(tx, context, poll.id, event)
    const apply = isInTime ? applyReaction : applyLateReaction
    await change(tx, context, { group, poll, member }, [date], (state) => apply(state, event))
  })
}

async function wantRecognition(
  tx: Tx,
  context: Context,
  { teamId, channelId, messageTs: ts }: ReactionEvent,
): Promise<void> {
  if (await isAnyUnplaced(tx, teamId, channelId))
    await context.queue.add(tx, 'recognise', { teamId, channelId, ts }, `${teamId} ${channelId} ${ts}`)
}

/** The member's answers in the group's open poll. */
export function answerSheet(
  context: Context,
  actor: Actor & { groupId?: string },
): Promise<Outcome<AnswerSheet>> {
  return commit(context, async (tx) => {
    const found = await groupForMember(tx, actor)
    if ('refusal' in found) return found
    return sheetOf(tx, context, found.value.group, found.value.member)
  })
}

/** A member's answers in the group's open poll, for themselves or for a convenor who records some. */
export async function sheetOf(
  tx: Tx,
  context: Context,
  group: Group,
  member: Member,
): Promise<Outcome<AnswerSheet>> {
  const poll = await findOpenPoll(tx, group.id)
  if (!poll || !isOpenAt(poll, context.now.toMillis())) return refuse({ code: 'noOpenPoll' })
  return { value: { group, poll, member, ...(await answersSoFar(tx, poll, member)) } }
}

/** Stores what a member chose on the form: date id → value. Dates that are not named stay as they are. */
export function recordAnswers(
  context: Context,
  actor: Actor,
  pollId: string,
  values: ReadonlyMap<string, AnswerValue>,
): Promise<Outcome<AnswerSheet>> {
  return commit(context, async (tx) => {
    await lockPoll(tx, pollId, 'read')
    const poll = await findPoll(tx, pollId)
    const found = await groupForMember(tx, { ...actor, groupId: poll?.groupId ?? '' })
    if ('refusal' in found) return found
    if (!poll || !isOpenAt(poll, context.now.toMillis())) return refuse({ code: 'pollClosed' })
    const { group, member } = found.value
    await storeAnswers(tx, context, { group, poll, member }, values, null)
    return { value: { group, poll, member, ...(await answersSoFar(tx, poll, member)) } }
  })
}

/**
 * Stores what was chosen for a member, by themselves or by the convenor `recordedBy`; answers how many dates that
 * changed. The poll's row must be locked.
 */
export async function storeAnswers(
  tx: Tx,
  context: Context,
  of: { group: Group; poll: Poll; member: Member },
  values: ReadonlyMap<string, AnswerValue>,
  recordedBy: string | null,
): Promise<number> {
  await lockMember(tx, of.member.id)
  const dates = of.poll.dates.filter((date) => values.has(date.id))
  return change(tx, context, of, dates, (state, date) =>
    applyChoice(state, values.get(date.id) ?? 'cannot', recordedBy),
  )
}

/**
 * Brings the answers in line with the reactions that Slack shows on one page of an open poll. `ts` is the
 * instant just before they were read; `reacted` holds, for each number, who has it.
 */
export function recordReadBack(
  context: Context,
  pollId: string,
  page: number,
  reacted: ReadonlyMap<number, readonly string[]>,
  ts: string,
): Promise<void> {
  return commit(context, async (tx) => {
    await lockPoll(tx, pollId, 'read')
    const poll = await findPoll(tx, pollId)
    if (poll?.status !== 'open') return
    const group = await getGroup(tx, poll.groupId)
    const dates = poll.dates.filter((date) => date.page === page)
    for (const member of group.members) {
      await lockMember(tx, member.id)
      await change(tx, context, { group, poll, member }, dates, (state, date) =>
        applyReadBack(state, reacted.get(date.mark)?.includes(member.slackUserId) ?? false, ts),
      )
    }
  })
}

async function answersSoFar(
  tx: Tx,
  poll: Poll,
  member: Member,
): Promise<Pick<AnswerSheet, 'values' | 'recordedBy'>> {
  const states = [...(await answerStates(tx, poll.id, member.id))]
  const recorders = states.flatMap(([, { recordedBy }]) => recordedBy ?? [])
  return {
    values: new Map(states.flatMap(([id, { value }]) => (value ? [[id, value] as const] : []))),
    recordedBy: [...new Set(recorders)].sort(),
  }
}

async function change(
  tx: Tx,
  context: Context,
  { group, poll, member }: { group: Group; poll: Poll; member: Member },
  dates: readonly PollDate[],
  next: (state: AnswerState, date: PollDate) => AnswerState | null,
): Promise<number> {
  const states = await answerStates(tx, poll.id, member.id)
  const pages = new Set<number>()
  let changed = 0
  for (const date of dates) {
    const state = next(states.get(date.id) ?? NOTHING_SAID, date)
    if (!state) continue
    await saveAnswer(tx, { pollDateId: date.id, memberId: member.id }, state, context.now)
    pages.add(date.page)
    changed += 1
  }
  const about = (page: number) => ({ kind: 'pollPage', pollId: poll.id, page }) as const
  await refreshHomes(tx, context, group.id)
  for (const page of pages) await refresh(tx, context, [await findDeliveryAbout(tx, group.id, about(page))])
  return changed
}
