/** Groups in a database of their own and what their use cases need; nobody takes what is to be said to Slack. */
import { DateTime } from 'luxon'
import type { Tx } from '#db/client.ts'
import { openQueue, type Queue } from '#db/queue.ts'
import type { About, DeliveryKind } from '#domain/delivery.ts'
import { DEFAULT_SETTINGS, type GroupSettings } from '#domain/group.ts'
import type { AnswerValue } from '#domain/planner.ts'
import type { Outcome, Refusal } from '#domain/refusal.ts'
import { answerSheet, recordAnswers } from '#usecases/answer.ts'
import { busStopAhead } from '#usecases/bus-stop.ts'
import { closePoll } from '#usecases/close.ts'
import { closeBusStop } from '#usecases/close-bus-stop.ts'
import { type Actor, type Context, commit } from '#usecases/context.ts'
import { claim, recordFate } from '#usecases/delivery.ts'
import { fixRun } from '#usecases/fix.ts'
import { setUpGroup } from '#usecases/group.ts'
import { openPoll } from '#usecases/poll.ts'
import { type UnderWayWithPolls, underWay } from '#usecases/under-way.ts'
import { UNWATCHED } from '#watch/watch.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

export type Desk = {
  database: TestDatabase
  /** What a use case gets at an instant, ISO 8601. */
  at(iso: string): Context & { queue: Queue }
  close(): Promise<void>
}

/** One for each test file, in `beforeAll`; `close` in `afterAll`. */
export async function openDesk(): Promise<Desk> {
  const database = await createTestDatabase()
  const problems: Error[] = []
  const queue = await openQueue(database.url, (error) => problems.push(error))
  return {
    database,
    at: (iso) => ({
      db: database.db,
      queue,
      now: DateTime.fromISO(iso, { zone: 'utc' }),
      zoneData: '2026b',
      settleSeconds: 150,
      watch: UNWATCHED,
    }),
    close: async () => {
      await queue.boss.stop({ graceful: false })
      await database.drop()
      if (problems.length > 0) throw problems[0]
    },
  }
}

export type TestGroup = { desk: Desk; id: string; teamId: string; channelId: string; as(name: string): Actor }

type Wanted = Partial<GroupSettings> & {
  members?: string[]
  convenors?: string[]
  interested?: string[]
  /** Slack's id of the workspace. */
  teamId?: string
  /** One of its own unless it is given. */
  channelId?: string
}

let channels = 0

/** When the groups of these tests are set up: a Monday. */
export const MONDAY = '2027-01-04T09:00Z'

/** A group in a channel of its own: Ruth convenes it, and she, Amara, Ben and Chloe are its members. */
export async function newGroup(desk: Desk, wanted: Wanted = {}): Promise<TestGroup> {
  channels += 1
  const {
    members,
    convenors = ['ruth'],
    interested = [],
    teamId = 'T1',
    channelId = `C${channels}`,
    ...settings
  } = wanted
  const as = (name: string): Actor => ({ teamId, slackUserId: `U-${name}`, channelId })
  const ids = (names: string[]) => names.map((name) => as(name).slackUserId)
  value(
    await setUpGroup(
      desk.at(MONDAY),
      as('ruth'),
      { ...DEFAULT_SETTINGS, name: 'circle', timeZone: 'Europe/London', minimum: 2, ...settings },
      {
        memberIds: ids(members ?? ['ruth', 'amara', 'ben', 'chloe']),
        convenorIds: ids(convenors),
        interestedIds: ids(interested),
      },
    ),
  )
  const { id } = await desk.database.db.group.findFirstOrThrow({
    where: { channelId, workspace: { teamId } },
  })
  return { desk, id, teamId, channelId, as }
}

/** What a use case answered; it must not have refused. */
export function value<T>(outcome: Outcome<T>): T {
  if ('refusal' in outcome) throw new Error(`refused: ${outcome.refusal.code}`)
  return outcome.value
}

/** Why a use case refused; undefined when it did not. */
export function code(outcome: Outcome<unknown>): Refusal['code'] | undefined {
  return 'refusal' in outcome ? outcome.refusal.code : undefined
}

/** Two weeks of answers, then dates on Sundays and Wednesdays of six weeks. */
export const WINDOW = {
  from: '2027-01-18',
  until: '2027-02-28',
  sessions: 3,
  closesAt: DateTime.fromISO('2027-01-11T20:00Z', { zone: 'utc' }),
}

/** Opens the poll on Monday and answers its id. */
export async function pollFor(group: TestGroup, change: Partial<typeof WINDOW> = {}): Promise<string> {
  const { desk, id } = group
  value(await openPoll(desk.at(MONDAY), group.as('ruth'), { ...WINDOW, ...change }, []))
  const { id: pollId } = await desk.database.db.poll.findFirstOrThrow({ where: { openForGroupId: id } })
  return pollId
}

/** Somebody says the same about every date of the open poll, on the form. */
export async function answerAll(
  group: TestGroup,
  name: string,
  said: AnswerValue,
  iso = MONDAY,
): Promise<void> {
  const context = group.desk.at(iso)
  const { poll } = value(await answerSheet(context, group.as(name)))
  const values = new Map(poll.dates.map((date) => [date.id, said]))
  value(await recordAnswers(context, group.as(name), poll.id, values))
}

/**
 * A run of dates ten days and more apart, fixed by Ruth on 11 January: Wednesday 20 January, Sunday 31 January,
 * Wednesday 10 February and so on, at the group's own times.
 */
export async function fixedRun(
  group: TestGroup,
  sessions = 3,
): Promise<{ runId: string; sessionIds: string[] }> {
  const { desk } = group
  const pollId = await pollFor(group, { sessions, until: '2027-04-30' })
  for (const name of await roster(group)) await answerAll(group, name, 'can')
  await closePoll(desk.at('2027-01-11T20:00Z'), pollId)
  const places = Array.from({ length: sessions }, (_, index) => index * 3)
  const { runId } = value(await fixRun(desk.at('2027-01-11T20:05Z'), group.as('ruth'), pollId, places))
  const rows = await desk.database.db.session.findMany({ where: { runId }, orderBy: { startsAt: 'asc' } })
  return { runId, sessionIds: rows.map((row) => row.id) }
}

/** One of the steps of a tick that follows a run, alone. */
export function inRun(
  context: Context,
  runId: string,
  step: (tx: Tx, context: Context, here: UnderWayWithPolls) => Promise<void>,
): Promise<void> {
  return commit(context, async (tx) => step(tx, context, await underWay(tx, runId)))
}

/** A convenor closes the bus stop of the newest run, as it stands. */
export async function closeStop(group: TestGroup, name: string, context: Context) {
  const { busStop, summary } = value(await busStopAhead(context, group.as(name)))
  return closeBusStop(context, group.as(name), busStop.id, summary?.version ?? '')
}

/** The names of those on the roster now, in alphabetical order. */
export async function roster({ desk, id }: TestGroup): Promise<string[]> {
  const rows = await desk.database.db.member.findMany({ where: { groupId: id, gotOffAt: null } })
  return rows.map((row) => row.slackUserId.slice(2)).sort()
}

/** Everything of a kind that is to be said or was passed over in a group, oldest first. */
export async function said<K extends DeliveryKind>(
  { desk, id }: TestGroup,
  kind: K,
): Promise<(Extract<About, { kind: K }> & { to: string; status: string })[]> {
  const rows = await desk.database.db.delivery.findMany({ where: { groupId: id }, orderBy: { id: 'asc' } })
  return rows
    .filter((row) => (row.about as About).kind === kind)
    .map((row) => ({
      ...(row.about as Extract<About, { kind: K }>),
      to: row.address.replace('U-', ''),
      status: row.status,
    }))
}

/** Puts the pages of a poll into Slack, as far as the bot knows; answers their timestamps, page by page. */
export async function postPages(group: TestGroup, pollId: string): Promise<string[]> {
  const { desk } = group
  const rows = await desk.database.db.delivery.findMany({
    where: { groupId: group.id },
    orderBy: { id: 'asc' },
  })
  const stamps: string[] = []
  for (const row of rows) {
    const about = row.about as About
    if (about.kind !== 'pollPage' || about.pollId !== pollId) continue
    const ts = `${group.channelId.slice(1)}.00000${about.page}`
    await claim(desk.at(MONDAY), row.id)
    await recordFate(desk.at(MONDAY), row.id, { status: 'sent', postedChannelId: group.channelId, ts })
    stamps.push(ts)
  }
  return stamps
}

/** The first thing of a kind that was said or is to be said in a group, as it is stored. */
export async function firstOfKind({ desk, id: groupId }: TestGroup, kind: DeliveryKind) {
  const where = { groupId, about: { path: ['kind'], equals: kind } }
  return desk.database.db.delivery.findFirstOrThrow({ where, orderBy: { id: 'asc' } })
}
