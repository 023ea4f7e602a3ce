import { answerStates } from '#db/answer.ts'
import type { Tx } from '#db/client.ts'
import { deliveriesAbout } from '#db/delivery.ts'
import { type Group, getGroup, type Member } from '#db/group.ts'
import { findOpenPoll, findPoll, lockPoll, type Poll, type PollDate } from '#db/poll.ts'
import { lockMembers } from '#db/roster.ts'
import { applyChoice, applyReadBack } from '#domain/answer.ts'
import type { AnswerValue } from '#domain/planner.ts'
import { isOpenAt } from '#domain/poll.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { groupForMember } from './access.ts'
import { applySaid, type Said } from './answer-change.ts'
import { type Actor, ask, type Context, commit } from './context.ts'
import { refreshHomes } from './refresh-home.ts'
import { refresh } from './say.ts'

/** What a member has said so far, for the form. */
export type AnswerSheet = {
  group: Group
  poll: Poll
  member: Member
  values: Map<string, AnswerValue>
  /** The convenors who recorded some of them for the member, by Slack user id. */
  recordedBy: string[]
}

/** The member's answers in the group's open poll. */
export function answerSheet(
  context: Context,
  actor: Actor & { groupId?: string },
): Promise<Outcome<AnswerSheet>> {
  return ask(context, async (tx) => {
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
  await lockMembers(tx, [of.member.id])
  const dates = of.poll.dates.filter((date) => values.has(date.id))
  const said = dates.map((date) =>
    saidBy(of.member, date, (state) => applyChoice(state, values.get(date.id) ?? 'cannot', recordedBy)),
  )
  const isNews = await applySaid(tx, said, context.now)
  const changed = dates.filter((_, index) => isNews[index])
  if (changed.length > 0)
    await refreshAnswered(tx, context, of.poll, [...new Set(changed.map(({ page }) => page))])
  return changed.length
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
    await lockMembers(
      tx,
      group.members.map(({ id }) => id),
    )
    const said = group.members.flatMap((member) =>
      dates.map((date) => {
        const isReacted = reacted.get(date.mark)?.includes(member.slackUserId) ?? false
        return saidBy(member, date, (state) => applyReadBack(state, isReacted, ts))
      }),
    )
    const isNews = await applySaid(tx, said, context.now)
    if (isNews.includes(true)) await refreshAnswered(tx, context, poll, [page])
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

function saidBy(member: Member, date: PollDate, next: Said['next']): Said {
  return { ids: { pollDateId: date.id, memberId: member.id }, next }
}

/** Brings what shows a poll's answers up to date: these pages, and Home tabs. */
async function refreshAnswered(
  tx: Tx,
  context: Context,
  poll: Poll,
  pages: readonly number[],
): Promise<void> {
  const abouts = pages.map((page) => ({ kind: 'pollPage', pollId: poll.id, page }) as const)
  await refresh(tx, context, await deliveriesAbout(tx, poll.groupId, abouts))
  await refreshHomes(tx, context, poll.groupId)
}
