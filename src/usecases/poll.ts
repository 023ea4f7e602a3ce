import type { DateTime } from 'luxon'
import { insertAudit } from '#db/audit.ts'
import type { Tx } from '#db/client.ts'
import type { Group } from '#db/group.ts'
import { findLatestPoll, findOpenPoll, insertPoll, type Poll, pollsOf } from '#db/poll.ts'
import { findLatestRun, insertRun, pollsOfRun, type Run, setSessionsWanted } from '#db/run.ts'
import { type CandidateSlot, candidateSlots, slotKey } from '#domain/calendar.ts'
import { countRuns } from '#domain/planner.ts'
import { checkDates, checkWindow, type PollWindow, paginate } from '#domain/poll.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { isRunOver, nextSession } from '#domain/session.ts'
import { lockedGroupForConvenor, type Where } from './access.ts'
import { type Actor, type Context, commit } from './context.ts'
import { planRules, toCandidate } from './offer.ts'
import { sayAll } from './say.ts'

/** What the convenor sees before anything is posted. */
export type PollPreview = {
  group: Group
  dates: readonly CandidateSlot[]
  /** How many runs the rules leave, if everybody could make every date. */
  runs: bigint
  pages: number
}

/** Shows the candidate dates of a window, or says why it cannot be a poll. Changes nothing. */
export function previewPoll(
  context: Context,
  actor: Actor,
  window: PollWindow,
  leftOut: readonly string[],
): Promise<Outcome<PollPreview>> {
  return commit(context, async (tx) => {
    const ready = await readyForPoll(tx, context, actor)
    if ('refusal' in ready) return ready
    const { group, run } = ready.value
    const dates = datesFor(ready.value, window, leftOut, context)
    if ('refusal' in dates) return dates
    const runId = run && goesOn(run, context.now) ? run.id : null
    const sessions = sessionsAsked(group, window)
    const rules = await planRules(tx, group, group.patterns, dates.value, sessions, runId)
    const runs = countRuns(dates.value.map(toCandidate), rules)
    return { value: { group, dates: dates.value, runs, pages: paginate(dates.value).at(-1)?.page ?? 0 } }
  })
}

/** Opens the poll of a new run, or of the run that is being planned, and posts its pages. */
export function openPoll(
  context: Context,
  actor: Actor,
  window: PollWindow,
  leftOut: readonly string[],
): Promise<Outcome<{ pages: number }>> {
  return commit(context, async (tx) => {
    const ready = await readyForPoll(tx, context, actor)
    if ('refusal' in ready) return ready
    const { group, run: last } = ready.value
    const dates = datesFor(ready.value, window, leftOut, context)
    if ('refusal' in dates) return dates
    const sessions = sessionsAsked(group, window)
    const run = await runFor(tx, context, group, last, sessions)
    const { pages } = await postPoll(tx, context, group, run, dates.value, { ...window, sessions })
    await insertAudit(tx, { groupId: group.id, byId: actor.slackUserId, what: 'pollOpened' }, context.now)
    return { value: { pages } }
  })
}

/** Whether the convenor may open a poll now, asked before the form is shown, and the group's last one for a start. */
export function mayOpenPoll(
  context: Context,
  actor: Where,
): Promise<Outcome<{ group: Group; lastPoll: Poll | null }>> {
  return commit(context, async (tx) => {
    const ready = await readyForPoll(tx, context, actor)
    if ('refusal' in ready) return ready
    const { group, run } = ready.value
    const lastPoll = run && (await pollsOf(tx, run.id)).findLast((poll) => !poll.isForRemainder)
    return { value: { group, lastPoll: lastPoll ?? null } }
  })
}

/**
 * Stores an open poll of a run and posts one message for each of its pages. Dates that another poll has asked about
 * bring the edition of the time-zone data by which they were computed.
 */
export async function postPoll(
  tx: Tx,
  context: Context,
  group: Group,
  run: Pick<Run, 'id'>,
  dates: readonly (CandidateSlot & { zoneData?: string })[],
  window: Pick<PollWindow, 'sessions' | 'closesAt'> & { isForRemainder?: boolean },
): Promise<{ pollId: string; pages: number }> {
  const paged = paginate(dates.map((date) => ({ ...date, zoneData: date.zoneData ?? context.zoneData })))
  const pollId = await insertPoll(
    tx,
    {
      runId: run.id,
      groupId: group.id,
      number: (await pollsOfRun(tx, run.id)) + 1,
      sessionsWanted: window.sessions,
      isForRemainder: window.isForRemainder ?? false,
      timeZone: group.timeZone,
      openedAt: context.now,
      closesAt: window.closesAt,
    },
    paged,
  )
  const pages = paged.at(-1)?.page ?? 0
  const sayings = Array.from(
    { length: pages },
    (_, index) =>
      ({ address: group.channelId, about: { kind: 'pollPage', pollId, page: index + 1 } }) as const,
  )
  await sayAll(tx, context, group, sayings)
  return { pollId, pages }
}

async function readyForPoll(
  tx: Tx,
  context: Context,
  actor: Where,
): Promise<Outcome<{ group: Group; run: Run | null }>> {
  const found = await lockedGroupForConvenor(tx, actor)
  if ('refusal' in found) return found
  const group = found.value
  const open = await findOpenPoll(tx, group.id)
  if (open)
    return refuse({ code: 'pollOpenAlready', closesAt: open.closesAt.toISO() ?? '', timeZone: open.timeZone })
  const run = await findLatestRun(tx, group.id)
  // One session at a time, a run whose next date has not been found yet may look for it.
  if (run?.status === 'fixed' && nextSession(run.sessions, context.now))
    return refuse({ code: 'runUnderWay' })
  if (run?.status === 'fixed' && isRunOver(run, context.now)) return refuse({ code: 'busStopOpen' })
  const latest = await findLatestPoll(tx, group.id)
  if (latest?.isForRemainder && latest.status === 'closed') return refuse({ code: 'remainderUndecided' })
  return { value: { group, run } }
}

/** How many sessions a poll chooses: a group that plans one at a time asks about one. */
function sessionsAsked(group: Group, window: PollWindow): number {
  return group.planning === 'oneAtATime' ? 1 : window.sessions
}

/** The dates of a window, but for those on which the run that goes on has its sessions already. */
function datesFor(
  { group, run }: { group: Group; run: Run | null },
  window: PollWindow,
  leftOut: readonly string[],
  context: Context,
): Outcome<readonly CandidateSlot[]> {
  const checked = checkWindow(window, context.now)
  if ('refusal' in checked) return checked
  const taken = run && goesOn(run, context.now) ? run.sessions.map(slotKey) : []
  const dates = candidateSlots(group.patterns, { ...window, leftOut: [...leftOut, ...taken] }, group.timeZone)
  return checkDates(dates, { ...window, sessions: sessionsAsked(group, window) })
}

/** The run that is being planned goes on; after one that has ended at its bus stop, the next begins. */
async function runFor(
  tx: Tx,
  context: Context,
  group: Group,
  last: Run | null,
  sessions: number,
): Promise<Pick<Run, 'id'>> {
  const sessionsWanted = group.planning === 'wholeRun' ? sessions : group.sessionsPerRun
  if (last?.status === 'planning') {
    await setSessionsWanted(tx, last.id, sessionsWanted)
    return last
  }
  if (last && goesOn(last, context.now)) return last
  return insertRun(tx, { groupId: group.id, number: (last?.number ?? 0) + 1, sessionsWanted }, context.now)
}

/** Whether a poll opened now would be one of this run. */
function goesOn(run: Run, now: DateTime): boolean {
  return run.status === 'planning' || (run.status === 'fixed' && !isRunOver(run, now))
}
