/** Runs that need no poll, and surveys about them, for tests of what is asked after sessions. */
import { DateTime } from 'luxon'
import { insertRun, moveRun } from '#db/run.ts'
import { insertSession, skipSession } from '#db/session.ts'
import { instantsOf, plusDays } from '#domain/calendar.ts'
import { commit } from '#usecases/context.ts'
import { tick } from '#usecases/tick.ts'
import { type Desk, MONDAY, newGroup, type TestGroup } from './group-desk.ts'

/** Those of whom surveys are told here. */
export const SIX = ['ruth', 'amara', 'ben', 'chloe', 'dan', 'elif']

/** A group of six that is asked after the second session of each run, and at the bus stop. */
export function sixIn(desk: Desk, change: Parameters<typeof newGroup>[1] = {}): Promise<TestGroup> {
  return newGroup(desk, { members: SIX, surveyAfterSession: 2, ...change })
}

export type TestRun = {
  id: string
  /** The moment at which a session is over, ISO 8601. */
  after(session: number): string
}

/** A firm run with a session each Sunday, 14:00 to 17:00 in London; `skipped` by number from 1. */
export async function weeklyRun(
  { desk, id: groupId }: TestGroup,
  {
    sessions = 4,
    number = 1,
    from = '2027-01-10',
    skipped = [] as number[],
  }: { sessions?: number; number?: number; from?: string; skipped?: number[] } = {},
): Promise<TestRun> {
  const { id: patternId } = await desk.database.db.pattern.findFirstOrThrow({ where: { groupId } })
  const timeZone = 'Europe/London'
  const slots = Array.from({ length: sessions }, (_, index) => {
    const slot = {
      on: plusDays(from, index * 7),
      startTime: '14:00',
      lengthMinutes: 180,
      isSecondTime: false,
    }
    return { ...slot, ...instantsOf(slot, timeZone), number: index + 1 }
  })
  const context = desk.at(MONDAY)
  const id = await commit(context, async (tx) => {
    const run = await insertRun(tx, { groupId, number, sessionsWanted: sessions }, context.now)
    for (const slot of slots) {
      const { now: fixedAt, zoneData } = context
      const rest = { runId: run.id, patternId, timeZone, fixedAt, zoneData, undoUntil: null }
      const sessionId = await insertSession(tx, { ...slot, ...rest })
      if (skipped.includes(slot.number)) await skipSession(tx, sessionId)
    }
    await moveRun(tx, run.id, 'fixed')
    return run.id
  })
  return { id, after: (session) => slots[session - 1]?.endsAt.toUTC().toISO() ?? '' }
}

/** What the database holds of a survey of a run; it must be there. */
export function surveyOf({ desk }: TestGroup, run: TestRun, occasion: 'halfWay' | 'busStop' = 'halfWay') {
  return desk.database.db.survey.findFirstOrThrow({
    where: { runId: run.id, occasion },
    include: { members: { include: { member: true } } },
  })
}

/** Lets the survey after a session open; answers its id and when it closes. */
export async function openedAfter(
  group: TestGroup,
  run: TestRun,
  session: number,
  occasion: 'halfWay' | 'busStop' = 'halfWay',
): Promise<{ id: string; closesAt: string }> {
  await tick(group.desk.at(run.after(session)))
  const { id, closesAt } = await surveyOf(group, run, occasion)
  return { id, closesAt: closesAt.toISOString() }
}

/** An instant so many minutes after another, ISO 8601. */
export function later(iso: string, minutes: number): string {
  return DateTime.fromISO(iso, { zone: 'utc' }).plus({ minutes }).toISO() ?? ''
}
