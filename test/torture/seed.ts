/** Fills an empty database and an empty workspace with groups that have much to say within the next quarter of an hour. */
import type { DateTime } from 'luxon'
import { insertBusStop } from '#db/bus-stop.ts'
import { type Database, openDatabase } from '#db/client.ts'
import { getGroup } from '#db/group.ts'
import { applyMigrations } from '#db/migrate.ts'
import { openQueue } from '#db/queue.ts'
import { candidateSlots } from '#domain/calendar.ts'
import { DEFAULT_SETTINGS, type GroupSettings } from '#domain/group.ts'
import type { Context } from '#usecases/context.ts'
import { commit } from '#usecases/context.ts'
import { setUpGroup } from '#usecases/group.ts'
import { postPoll } from '#usecases/poll.ts'
import { UNWATCHED } from '#watch/watch.ts'
import type { Random } from '../../bench/shared/random.ts'
import { testKeys } from '../support/test-keys.ts'
import { LOG_TABLES } from './log-table.ts'
import type { Circle } from './people.ts'
import type { RemoteSimulator } from './simulator-handle.ts'

/** Everybody's wall time here is UTC: what zones do is asked in the simulated year. */
const TIME_ZONE = 'UTC'
/** A week before, and three times on the day before, three minutes apart: much happens within minutes. */
const REMINDERS = ['P7D', 'P1DT6M', 'P1DT3M', 'P1D'] as const
/** The edition of the time-zone data that the bots will find here, too. */
export const ZONE_DATA = process.versions.tz ?? ''
const FIRST_MINUTE = 8
const MEMBERS = 4

export type Plan = {
  /** Groups with a run under way, and groups that are asked for dates. */
  running: number
  polled: number
  /** How many minutes of the bots' clock it takes until all is due. */
  minutes: number
}

/** Prepares a database for bots and the harness's log, and whatever else the harness wants in it. */
export async function prepareDatabase(url: string, more = ''): Promise<void> {
  await applyMigrations(url)
  const db = openDatabase(url, testKeys)
  for (const statement of statements(LOG_TABLES + more)) await db.$executeRawUnsafe(statement)
  await db.$disconnect()
}

/** Sets all groups up, as a bot would have it in its database, and answers who is in them. */
export async function seed(
  url: string,
  simulator: RemoteSimulator,
  now: DateTime,
  plan: Plan,
  random: Random,
): Promise<Circle[]> {
  const db = openDatabase(url, testKeys)
  const queue = await openQueue(url, () => {})
  const context: Context = { db, queue, now, zoneData: ZONE_DATA, settleSeconds: 150, watch: UNWATCHED }
  const circles: Circle[] = []
  for (let index = 0; index < plan.running + plan.polled; index += 1) {
    const isPolled = index >= plan.running
    const circle = await settle(context, simulator, index, isPolled)
    const groupId = await groupIdOf(db, circle.channelId)
    if (isPolled) circle.answerUntilMs = await askForDates(context, groupId, plan, random)
    else await beginRun(context, groupId, plan, random)
    circles.push(circle)
  }
  await queue.boss.stop({ graceful: true })
  await db.$disconnect()
  return circles
}

async function settle(
  context: Context,
  simulator: RemoteSimulator,
  index: number,
  isPolled: boolean,
): Promise<Circle> {
  const person = async (id: string) => {
    await simulator.addPerson({ id, name: id.toLowerCase(), realName: id, timeZone: TIME_ZONE })
    return id
  }
  const convenorId = await person(`UC${String(index).padStart(8, '0')}`)
  const memberIds: string[] = []
  for (let member = 0; member < MEMBERS; member += 1)
    memberIds.push(await person(`UM${String(index * MEMBERS + member).padStart(8, '0')}`))
  const { id: channelId } = await simulator.addChannel({
    name: `circle-${index}`,
    kind: 'private',
    memberIds: [convenorId, ...memberIds, simulator.botUserId],
  })
  const settings: GroupSettings = {
    ...DEFAULT_SETTINGS,
    name: `Circle ${index}`,
    timeZone: TIME_ZONE,
    alternation: 'off',
    sessionsPerRun: isPolled ? 3 : 12,
    // One more than there are members, so that convenors hear of low numbers at every reminder, and can skip.
    minimum: isPolled ? 1 : MEMBERS + 1,
    reminders: isPolled ? ['P1D'] : [...REMINDERS],
    surveyAfterSession: 0,
    isSurveyAtBusStop: false,
  }
  const actor = { teamId: simulator.teamId, channelId, slackUserId: convenorId }
  const outcome = await setUpGroup(context, actor, settings, {
    memberIds,
    convenorIds: [convenorId],
    interestedIds: [],
  })
  if ('refusal' in outcome || !outcome.value.saved) throw new Error(`not set up: ${JSON.stringify(outcome)}`)
  // Three of the four answer; the last one never says anything and is asked once more.
  const [tapping, onForm] = isPolled ? [memberIds.slice(0, 2), memberIds.slice(2, 3)] : [[], []]
  return { channelId, convenorId, tapping, onForm, answerUntilMs: 0 }
}

/** A run whose reminders become due one after the other: half of its sessions a week from now, half tomorrow. */
async function beginRun(context: Context, groupId: string, { minutes }: Plan, random: Random): Promise<void> {
  const { now, db } = context
  const { patterns } = await commit(context, (tx) => getGroup(tx, groupId))
  const minute = now.startOf('minute')
  const offsets = (count: number, from: number) => {
    const all = Array.from({ length: minutes - from }, (_, index) => from + index)
    return all.sort(() => random() - 0.5).slice(0, count)
  }
  const starts = [
    // It is on now, and over soon.
    { startsAt: minute.minus({ minutes: 30 }), lengthMinutes: 31 + Math.floor(random() * (minutes - 3)) },
    ...offsets(5, FIRST_MINUTE).map((offset) => ({
      startsAt: minute.plus({ days: 1, minutes: offset }),
      lengthMinutes: 60,
    })),
    ...offsets(5, 1).map((offset) => ({
      startsAt: minute.plus({ days: 7, minutes: offset }),
      lengthMinutes: 60,
    })),
  ].sort((a, b) => a.startsAt.toMillis() - b.startsAt.toMillis())
  await db.$transaction(async (tx) => {
    const run = await tx.run.create({
      data: { groupId, number: 1, status: 'fixed', sessionsWanted: starts.length, createdAt: now.toJSDate() },
    })
    await tx.session.createMany({
      data: starts.map(({ startsAt, lengthMinutes }, index) => ({
        runId: run.id,
        number: index + 1,
        patternId: patterns[0]?.id ?? '',
        on: startsAt.startOf('day').toJSDate(),
        startTime: startsAt.toFormat('HH:mm'),
        lengthMinutes,
        timeZone: TIME_ZONE,
        zoneData: ZONE_DATA,
        startsAt: startsAt.toJSDate(),
        endsAt: startsAt.plus({ minutes: lengthMinutes }).toJSDate(),
        status: 'firm' as const,
        fixedAt: now.minus({ hours: 1 }).toJSDate(),
      })),
    })
    await insertBusStop(tx, run.id)
    await tx.group.update({ where: { id: groupId }, data: { lookAt: null } })
  })
}

/** Opens a poll that closes before all is over; answers until when people answer, epoch milliseconds. */
async function askForDates(
  context: Context,
  groupId: string,
  { minutes }: Plan,
  random: Random,
): Promise<number> {
  const { now } = context
  const closesAt = now.plus({ minutes: minutes * (0.6 + random() * 0.25) })
  await commit(context, async (tx) => {
    const group = await getGroup(tx, groupId)
    const window = {
      from: now.plus({ days: 20 }).toISODate() ?? '',
      until: now.plus({ days: 80 }).toISODate() ?? '',
    }
    const run = await tx.run.create({
      data: { groupId, number: 1, status: 'planning', sessionsWanted: 3, createdAt: now.toJSDate() },
    })
    const dates = candidateSlots(group.patterns, window, TIME_ZONE)
    await postPoll(tx, context, group, run, dates, { sessions: 3, closesAt })
  })
  return closesAt.minus({ minutes: 3 }).toMillis()
}

async function groupIdOf(db: Database, channelId: string): Promise<string> {
  return (await db.group.findFirstOrThrow({ where: { channelId } })).id
}

/** The driver takes one statement at a time. */
function statements(sql: string): string[] {
  return sql
    .split(/;\n(?=CREATE|$)/)
    .map((each) => each.trim())
    .filter(Boolean)
}
