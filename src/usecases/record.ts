import { randomUUID } from 'node:crypto'
import { insertAudit } from '#db/audit.ts'
import { type BusStop, type Choice, findBusStop, saveChoice } from '#db/bus-stop.ts'
import type { Tx } from '#db/client.ts'
import { type Group, lockGroup, type Member } from '#db/group.ts'
import { findPoll, lockPoll } from '#db/poll.ts'
import { findLatestRun } from '#db/run.ts'
import type { Recordable } from '#domain/delivery.ts'
import type { AnswerValue } from '#domain/planner.ts'
import { isOpenAt } from '#domain/poll.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { groupForConvenor, type Where } from './access.ts'
import { type AnswerSheet, sheetOf, storeAnswers } from './answer.ts'
import { type ApologiesResult, type ComingSession, comingSessionsOf, storeApologies } from './apology.ts'
import { ask, type Context, commit } from './context.ts'
import { say } from './say.ts'
import { refreshStopSummary } from './stop-summary.ts'

/** What can be recorded for a member just now, with what they have said so far. */
export type RecordSheet = { group: Group; member: Member } & (
  | { what: 'answers'; sheet: AnswerSheet }
  | { what: 'apologies'; coming: ComingSession[] }
  | { what: 'choice'; busStopId: string; choice: Choice | null }
)

/** What was wanted at a bus stop, as it is recorded. */
export type RecordedChoice = Pick<Choice, 'value' | 'hasToldGroup'>

/** What a convenor can record in their group just now. */
export function recordableNow(
  context: Context,
  actor: Where,
): Promise<Outcome<{ group: Group; recordable: Recordable[] }>> {
  return ask(context, async (tx) => {
    const found = await groupForConvenor(tx, actor)
    if ('refusal' in found) return found
    const group = found.value
    const [anybody] = onRoster(group)
    const recordable: Recordable[] = []
    for (const what of ['answers', 'apologies', 'choice'] as const) {
      if (anybody && 'value' in (await sheetFor(tx, context, group, anybody, what))) recordable.push(what)
    }
    return recordable.length === 0 ? refuse({ code: 'nothingToRecord' }) : { value: { group, recordable } }
  })
}

/** One of these for one member, for a convenor to fill in. */
export function recordSheet(
  context: Context,
  actor: Where,
  slackUserId: string,
  what: Recordable,
): Promise<Outcome<RecordSheet>> {
  return ask(context, async (tx) => {
    const found = await memberForConvenor(tx, actor, slackUserId)
    if ('refusal' in found) return found
    return sheetFor(tx, context, found.value.group, found.value.member, what)
  })
}

/** Records a member's answers: date id → value. Answers how many dates that changed. */
export function recordAnswersFor(
  context: Context,
  actor: Where,
  slackUserId: string,
  pollId: string,
  values: ReadonlyMap<string, AnswerValue>,
): Promise<Outcome<number>> {
  return commit(context, async (tx) => {
    await lockPoll(tx, pollId, 'read')
    const poll = await findPoll(tx, pollId)
    const found = await memberForConvenor(tx, { ...actor, groupId: poll?.groupId ?? '' }, slackUserId)
    if ('refusal' in found) return found
    if (!poll || !isOpenAt(poll, context.now.toMillis())) return refuse({ code: 'pollClosed' })
    const { group, member, recordedBy } = found.value
    const changed = await storeAnswers(tx, context, { group, poll, member }, values, recordedBy)
    if (changed > 0) await note(tx, context, found.value, 'answers', poll.id)
    return { value: changed }
  })
}

/** Records a member's apologies, and those they take back: session id → whether apologies are sent. */
export function recordApologiesFor(
  context: Context,
  actor: Where,
  slackUserId: string,
  wanted: ReadonlyMap<string, boolean>,
): Promise<Outcome<ApologiesResult>> {
  return commit(context, async (tx) => {
    const found = await memberForConvenor(tx, actor, slackUserId)
    if ('refusal' in found) return found
    const { group, member, recordedBy } = found.value
    const result = await storeApologies(tx, context, group, member, wanted, recordedBy)
    const [changed] = [...result.sent, ...result.takenBack]
    if (changed) await note(tx, context, found.value, 'apologies', changed.runId)
    return { value: result }
  })
}

/** Records what a member wants at the bus stop; answers whether that changed anything. */
export function recordChoiceFor(
  context: Context,
  actor: Where,
  slackUserId: string,
  busStopId: string,
  { value, hasToldGroup }: RecordedChoice,
): Promise<Outcome<boolean>> {
  return commit(context, async (tx) => {
    const known = await findBusStop(tx, busStopId)
    if (!known) return refuse({ code: 'busStopClosed' })
    await lockGroup(tx, known.groupId)
    const found = await memberForConvenor(tx, { ...actor, groupId: known.groupId }, slackUserId)
    if ('refusal' in found) return found
    const busStop = await findBusStop(tx, busStopId)
    if (!busStop || busStop.status === 'closed') return refuse({ code: 'busStopClosed' })
    const { group, member, recordedBy } = found.value
    const before = choiceOf(busStop, member)
    if (before?.value === value && before.hasToldGroup === hasToldGroup) return { value: false }
    const choice = { memberId: member.id, value, hasToldGroup, recordedBy }
    await saveChoice(tx, busStopId, choice, context.now)
    await refreshStopSummary(tx, context, group, busStopId)
    await note(tx, context, found.value, 'choice', busStopId)
    return { value: true }
  })
}

type Recording = { group: Group; member: Member; recordedBy: string | null }

/** The member, for a convenor of their group. Whoever records for themselves does so as any member: `recordedBy` is null. */
async function memberForConvenor(tx: Tx, actor: Where, slackUserId: string): Promise<Outcome<Recording>> {
  const found = await groupForConvenor(tx, actor)
  if ('refusal' in found) return found
  const group = found.value
  const member = onRoster(group).find((each) => each.slackUserId === slackUserId)
  if (!member) return refuse({ code: 'notOnRoster' })
  return {
    value: { group, member, recordedBy: slackUserId === actor.slackUserId ? null : actor.slackUserId },
  }
}

/** Also those who are away: what is recorded for them is kept for their return, or for their getting off. */
function onRoster({ members, away }: Group): Member[] {
  return [...members, ...away]
}

async function sheetFor(
  tx: Tx,
  context: Context,
  group: Group,
  member: Member,
  what: Recordable,
): Promise<Outcome<RecordSheet>> {
  if (what === 'answers') {
    const sheet = await sheetOf(tx, context, group, member)
    return 'refusal' in sheet ? sheet : { value: { group, member, what, sheet: sheet.value } }
  }
  if (what === 'apologies') {
    const coming = await comingSessionsOf(tx, context, group, member)
    return coming.length === 0
      ? refuse({ code: 'noComingSession' })
      : { value: { group, member, what, coming } }
  }
  const run = await findLatestRun(tx, group.id)
  const busStop = run?.busStopId ? await findBusStop(tx, run.busStopId) : null
  if (!busStop || busStop.status === 'closed') return refuse({ code: 'busStopClosed' })
  return { value: { group, member, what, busStopId: busStop.id, choice: choiceOf(busStop, member) } }
}

function choiceOf(busStop: BusStop, member: Member): Choice | null {
  return busStop.choices.find(({ memberId }) => memberId === member.id) ?? null
}

const AUDITED = {
  answers: 'answersRecorded',
  apologies: 'apologiesRecorded',
  choice: 'choiceRecorded',
} as const

/** Tells the member what was recorded for them, and puts into the records of the group that it was. */
async function note(
  tx: Tx,
  context: Context,
  { group, member, recordedBy: byId }: Recording,
  what: Recordable,
  of: string,
): Promise<void> {
  if (byId === null) return
  const entry = { groupId: group.id, byId, what: AUDITED[what], subjectId: member.slackUserId }
  await insertAudit(tx, entry, context.now)
  await say(tx, context, group, member.slackUserId, {
    kind: 'recordedForYou',
    what,
    of,
    memberId: member.id,
    byId,
    change: randomUUID(),
  })
}
