import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerSurvey } from '#usecases/survey.ts'
import { tick } from '#usecases/tick.ts'
import { type Desk, openDesk, value } from '../support/group-desk.ts'
import { later, openedAfter, SIX, sixIn, weeklyRun } from '../support/survey-desk.ts'
import { differences, isHousekeeping, type WholeDatabase, wholeDatabase } from '../support/whole-database.ts'

type Answer = readonly [name: string, score: number]

/** Who said what, one after the other. */
const HISTORIES = {
  first: [
    ['amara', 2],
    ['ben', 9],
    ['chloe', 9],
    ['dan', 10],
    ['elif', 7],
  ],
  exchanged: [
    ['amara', 10],
    ['ben', 2],
    ['chloe', 9],
    ['dan', 7],
    ['elif', 9],
  ],
  reordered: [
    ['elif', 7],
    ['dan', 10],
    ['amara', 2],
    ['chloe', 9],
    ['ben', 9],
  ],
  byOthers: [
    ['ruth', 9],
    ['ben', 10],
    ['amara', 9],
    ['chloe', 7],
    ['dan', 2],
  ],
} satisfies Record<string, readonly Answer[]>

type Told = { asked: WholeDatabase; open: WholeDatabase; closed: WholeDatabase }

const told = new Map<string, Told>()
const history = (name: keyof typeof HISTORIES) => told.get(name) as Told
const desks: Desk[] = []

/** Lets a survey happen in a database of its own, and keeps what that holds on the way. */
async function tell(answers: readonly Answer[]): Promise<Told> {
  const desk = await openDesk()
  desks.push(desk)
  const group = await sixIn(desk)
  const run = await weeklyRun(group)
  const { id, closesAt } = await openedAfter(group, run, 2)
  const asked = await wholeDatabase(desk.database.url)
  for (const [index, [name, score]] of answers.entries())
    value(await answerSurvey(desk.at(later(run.after(2), index * 60)), group.as(name), id, score))
  const open = await wholeDatabase(desk.database.url)
  await tick(desk.at(closesAt))
  return { asked, open, closed: await wholeDatabase(desk.database.url) }
}

beforeAll(async () => {
  for (const [name, answers] of Object.entries(HISTORIES)) told.set(name, await tell(answers))
})
afterAll(async () => {
  for (const desk of desks) await desk.close()
})

const rows = (whole: WholeDatabase, table: string) => whole.get(table) ?? []

test('every table is looked at: ours, the deliveries and the queue', () => {
  const { closed } = history('first')
  for (const table of ['public.surveys', 'public.survey_members', 'public.members', 'public.deliveries']) {
    expect([...closed.keys()]).toContain(table)
  }
  expect(rows(closed, 'pgboss.job').length).toBeGreaterThan(SIX.length)
  expect(rows(closed, 'public.surveys')).toMatchObject([
    { row: { status: 'published', counts: [0, 0, 1, 0, 0, 0, 0, 1, 0, 2, 1] } },
  ])
})

test('what the queue notes of itself speaks of nobody', () => {
  for (const { open, closed } of told.values()) {
    const ids = ['public.members', 'public.surveys'].flatMap((table) =>
      rows(closed, table).map(({ row }) => String(row.id)),
    )
    const notes = JSON.stringify(
      [open, closed].map((each) => [...each].filter(([table]) => isHousekeeping(table))),
    )
    expect(notes).toContain('deliver')
    for (const trace of [...ids, ...SIX.map((name) => `U-${name}`)]) expect(notes).not.toContain(trace)
  }
})

describe('while a survey is open', () => {
  test('answering changes the counters and the rows of those asked, and nothing else anywhere', () => {
    const { asked, open } = history('first')
    expect(differences(asked, open)).toEqual(['public.survey_members', 'public.surveys'])
  })

  test('all rows of those who were asked carry the same mark of a transaction, and no time', () => {
    const asked = rows(history('first').open, 'public.survey_members')
    expect(asked).toHaveLength(SIX.length)
    expect(new Set(asked.map(({ xmin }) => xmin)).size).toBe(1)
    for (const { row } of asked)
      expect(Object.keys(row).sort()).toEqual(['has_answered', 'member_id', 'survey_id'])
    expect(Object.keys(rows(history('first').open, 'public.surveys')[0]?.row ?? {}).sort()).toEqual([
      'closes_at',
      'counts',
      'id',
      'occasion',
      'run_id',
      'status',
    ])
  })

  test('the database is the same whoever of those who answered gave which answer, and in which order', () => {
    expect(differences(history('first').open, history('exchanged').open)).toEqual([])
    expect(differences(history('first').open, history('reordered').open)).toEqual([])
  })

  test('it does hold who has answered, without which they could answer twice', () => {
    expect(differences(history('first').open, history('byOthers').open)).toEqual(['public.survey_members'])
  })
})

describe('once it is closed', () => {
  test('the database is the same whoever answered, and whatever each of them said', () => {
    for (const other of ['exchanged', 'reordered', 'byOthers'] as const)
      expect(differences(history('first').closed, history(other).closed), other).toEqual([])
  })

  test('nobody is left of whom it could be said that they were asked or have answered', () => {
    for (const { closed } of told.values()) expect(rows(closed, 'public.survey_members')).toEqual([])
  })
})
