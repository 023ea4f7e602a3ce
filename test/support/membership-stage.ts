/** The real group that the plain model is compared with, and what there is to see of it in the database. */
import { DateTime } from 'luxon'
import pg from 'pg'
import { findBusStop } from '#db/bus-stop.ts'
import { getGroup } from '#db/group.ts'
import type { Queue } from '#db/queue.ts'
import type { About } from '#domain/delivery.ts'
import { DEFAULT_SETTINGS, type GroupSettings } from '#domain/group.ts'
import { closePoll } from '#usecases/close.ts'
import { type Actor, type Context, commit } from '#usecases/context.ts'
import { fixRun } from '#usecases/fix.ts'
import { interestNow } from '#usecases/interest.ts'
import { openPoll } from '#usecases/poll.ts'
import { recordPresence } from '#usecases/presence.ts'
import { stopSummary } from '#usecases/stop-summary.ts'
import { UNWATCHED } from '#watch/watch.ts'
import { createTestDatabase } from './database.ts'
import { closeStop, type Desk, MONDAY, newGroup, type TestGroup, value } from './group-desk.ts'
import {
  ASK_WITH_SESSIONS_LEFT,
  DAY,
  FOUNDERS,
  HOUR,
  INVITATION_DAYS,
  invitationLine,
  PEOPLE,
  REMINDERS,
  type Slot,
  WAITING,
  type Wish,
  wishLine,
} from './membership-model.ts'
import type { Asking } from './membership-rule.ts'
import { IN_BOTH_GROUPS } from './membership-stop-rule.ts'

/** One database with a group that stands by and is never touched; the groups of the runs come and go beside it. */
export type Stage = {
  desk: Desk
  eye: pg.Client
  /** Whose Home tabs are to be shown anew. */
  homes: Set<string>
  bystander: TestGroup
  bystanderStopId: string
  bystanderSeen: Seen
  close(): Promise<void>
}

/** The group of one run. */
export type Real = {
  stage: Stage
  group: TestGroup
  word: string
  /** As it was after the last command. */
  seen: Seen
  knownKeys: Set<string>
  /** What a convenor saw who looked at a bus stop before: what its closing depends on, and the version. */
  looked: { facts: string; version: string }
  /** How many reminders of one stop a member has had, by both ids. */
  reminders: Map<string, number>
  /** What happened in this run so far. */
  story: string[]
  tally(kind: string, answer: string): void
}

const SETTINGS = {
  timeZone: 'UTC',
  askWithSessionsLeft: ASK_WITH_SESSIONS_LEFT,
  busStopReminders: REMINDERS,
  invitationDays: INVITATION_DAYS,
  reminders: ['P1D'],
  surveyAfterSession: 0,
  isSurveyAtBusStop: false,
  minimum: 2,
}

export function settingsWith(places: number): GroupSettings {
  return { ...DEFAULT_SETTINGS, name: 'circle', ...SETTINGS, places }
}

export async function openStage(): Promise<Stage> {
  const homes = new Set<string>()
  const desk = await openDeskWithoutQueue(homes)
  const eye = new pg.Client({ connectionString: desk.database.url })
  await eye.connect()
  const bystander = await newGroup(desk, {
    ...SETTINGS,
    members: ['zoe', IN_BOTH_GROUPS],
    convenors: ['zoe'],
    interested: ['kate'],
  })
  await fixNextRun(bystander, 'zoe', Date.parse(MONDAY), 2)
  const { rows } = await eye.query('SELECT id FROM bus_stops')
  const bystanderStopId = rows[0].id
  const context = contextAt(desk, Date.parse(MONDAY) + 60 * DAY)
  value(await closeStop(bystander, 'zoe', context))
  return {
    desk,
    eye,
    homes,
    bystander,
    bystanderStopId,
    bystanderSeen: await look(eye, bystander, []),
    close: async () => {
      await eye.end()
      await desk.close()
    },
  }
}

/** Nobody takes jobs here, and what is said stands in the deliveries: a queue would be a tenth of all the time. */
async function openDeskWithoutQueue(homes: Set<string>): Promise<Desk> {
  const database = await createTestDatabase()
  const addAll: Queue['addAll'] = async (_, __, jobs) => {
    for (const { job } of jobs) if ('slackUserId' in job) homes.add(job.slackUserId)
  }
  return {
    database,
    at: (iso) => ({
      db: database.db,
      queue: { add: async () => undefined, addAll } as unknown as Queue,
      now: DateTime.fromISO(iso, { zone: 'utc' }),
      zoneData: '2026b',
      settleSeconds: 150,
      watch: UNWATCHED,
    }),
    close: database.drop,
  }
}

export async function newReal(stage: Stage, places: number, tally: Real['tally']): Promise<Real> {
  const group = await newGroup(stage.desk, {
    ...SETTINGS,
    members: [...FOUNDERS],
    interested: [...WAITING],
    convenors: ['ruth', 'ines'],
    places,
  })
  const context = stage.desk.at(MONDAY)
  const { word } = value(await interestNow(context, group.as('ruth')))
  await recordPresence(context, group.id, { inChannel: FOUNDERS.map(idOf), closed: [] })
  const seen = await look(stage.eye, group, [])
  const knownKeys = new Set(seen.deliveries.map(({ key }) => key))
  return {
    stage,
    group,
    word,
    seen,
    knownKeys,
    reminders: new Map(),
    looked: { facts: '', version: '' },
    story: [],
    tally,
  }
}

/** Takes the group away again, so that later ticks have nothing to do with it. */
export async function forget({ stage, group }: Real): Promise<void> {
  await stage.eye.query('DELETE FROM runs WHERE group_id = $1', [group.id])
  await stage.eye.query('DELETE FROM groups WHERE id = $1', [group.id])
}

export function contextAt(desk: Desk, now: number): Context {
  return desk.at(new Date(now).toISOString())
}

export const idOf = (who: string) => `U-${who}`
export const nameOf = (id: string) => id.replace('U-', '')

export function actor({ group }: Real, { who, isElsewhere }: Asking): Actor {
  return { ...group.as(who), ...(isElsewhere && { teamId: 'T2' }) }
}

/** A poll about the two weeks after next, the day after tomorrow at the earliest. */
export function askForDates(context: Context, by: Actor, sessions: number) {
  const day = (days: number) => context.now.plus({ days }).toISODate() ?? ''
  const window = {
    from: day(2),
    until: day(16),
    sessions,
    closesAt: context.now.plus({ milliseconds: HOUR }),
  }
  return openPoll(context, by, window, [])
}

/** The first dates of the last poll become a run. */
export async function fixFirstDates(context: Context, by: Actor, poll: SeenPoll | null) {
  if (poll?.status === 'open') await closePoll(context, poll.id)
  const places = poll?.dates.slice(0, poll.sessions).map((_, place) => place) ?? []
  return fixRun(context, by, poll?.id ?? NOBODY, places)
}

/** The version of a bus stop as its summary gives it now. */
export function versionNow(context: Context, { group }: Real, busStopId: string): Promise<string> {
  return commit(context, async (tx) => {
    const busStop = await findBusStop(tx, busStopId)
    if (!busStop) return ''
    return (await stopSummary(tx, context.now, await getGroup(tx, group.id), busStop)).version
  })
}

/** A UUID that nothing has. */
export const NOBODY = '00000000-0000-7000-8000-000000000000'

async function fixNextRun(group: TestGroup, by: string, now: number, sessions: number): Promise<void> {
  const context = contextAt(group.desk, now)
  value(await askForDates(context, group.as(by), sessions))
  const { id } = await group.desk.database.db.poll.findFirstOrThrow({ where: { openForGroupId: group.id } })
  await closePoll(context, id)
  value(await fixRun(context, group.as(by), id, [...Array(sessions).keys()]))
}

export type SeenPoll = { id: string; status: 'open' | 'closed' | 'decided'; sessions: number; dates: Slot[] }
export type SeenInvitation = Parameters<typeof invitationLine>[0] & { id: string; sentAt: number }
type SeenRun = {
  status: string
  sessions: number
  stopId: string | null
  stop: string | null
  heldWhenAsked: number | null
  wishes: (Wish & { who: string })[] | null
}
export type SeenDelivery = { key: string; about: About; address: string; status: string }
export type Seen = {
  places: number
  members: { who: string; isOn: boolean; isAway: boolean }[]
  convenors: string[]
  interest: string[]
  invitations: SeenInvitation[]
  runs: SeenRun[]
  poll: SeenPoll | null
  /** Those that were not there before. */
  deliveries: SeenDelivery[]
}

const LOOK = `
  SELECT json_build_object(
    'places', g.places,
    'members', (SELECT json_agg(json_build_object(
        'who', substr(slack_user_id, 3), 'isOn', got_off_at IS NULL, 'isAway', away_at IS NOT NULL))
      FROM members WHERE group_id = g.id),
    'convenors', (SELECT coalesce(json_agg(substr(slack_user_id, 3)), '[]')
      FROM convenors WHERE group_id = g.id AND gone_at IS NULL),
    'interest', (SELECT coalesce(json_agg(substr(slack_user_id, 3) ORDER BY since, slack_user_id), '[]')
      FROM interests WHERE group_id = g.id),
    'invitations', (SELECT coalesce(json_agg(json_build_object(
        'id', i.id, 'who', substr(slack_user_id, 3), 'run', r.number, 'isAtStop', is_at_bus_stop, 'status', i.status,
        'sentAt', 1000 * extract(epoch FROM sent_at), 'answerBy', 1000 * extract(epoch FROM answer_by),
        'isReminded', reminded_at IS NOT NULL, 'isWelcomeWanted', is_welcome_wanted)), '[]')
      FROM invitations i JOIN runs r ON r.id = i.run_id WHERE i.group_id = g.id),
    'runs', (SELECT coalesce(json_agg(json_build_object(
        'status', r.status, 'sessions', (SELECT count(*) FROM sessions WHERE run_id = r.id),
        'stopId', b.id, 'stop', b.status, 'heldWhenAsked', b.held_when_asked,
        'wishes', (SELECT json_agg(json_build_object(
            'who', substr(m.slack_user_id, 3), 'value', c.value, 'hasToldGroup', c.has_told_group,
            'isOwnWord', c.recorded_by IS NULL))
          FROM choices c JOIN members m ON m.id = c.member_id WHERE c.bus_stop_id = b.id)) ORDER BY r.number), '[]')
      FROM runs r LEFT JOIN bus_stops b ON b.run_id = r.id WHERE r.group_id = g.id),
    'poll', (SELECT json_build_object('id', p.id, 'status', p.status, 'sessions', p.sessions_wanted,
        'dates', (SELECT json_agg(json_build_object('startsAt', 1000 * extract(epoch FROM starts_at),
            'endsAt', 1000 * extract(epoch FROM ends_at)) ORDER BY starts_at) FROM poll_dates WHERE poll_id = p.id))
      FROM polls p JOIN runs r ON r.id = p.run_id WHERE r.group_id = g.id
      ORDER BY p.opened_at DESC, p.id DESC LIMIT 1),
    'deliveries', (SELECT coalesce(json_agg(json_build_object(
        'key', key, 'about', about, 'address', address, 'status', status)), '[]')
      FROM deliveries WHERE group_id = g.id AND NOT key = ANY($2))
  ) AS seen FROM groups g WHERE g.id = $1`

/** Everything of a group that matters here, in one query; deliveries only where they are not among those known. */
export async function look(eye: pg.Client, group: TestGroup, known: readonly string[]): Promise<Seen> {
  const query = { name: 'look', text: LOOK, values: [group.id, known] }
  const { rows } = await eye.query<{ seen: Seen }>(query)
  const seen = rows[0]?.seen
  if (!seen) throw new Error('the group is gone')
  return seen
}

/** The same in the form in which the model shows itself. */
export function pictureOf(seen: Seen) {
  const people = (wanted: (each: Seen['members'][number]) => boolean) =>
    PEOPLE.filter((who) => seen.members.some((each) => each.who === who && wanted(each)))
  return {
    places: seen.places,
    roster: people(({ isOn, isAway }) => isOn && !isAway),
    away: people(({ isOn, isAway }) => isOn && isAway),
    gotOff: people(({ isOn }) => !isOn),
    convenors: PEOPLE.filter((who) => seen.convenors.includes(who)),
    interest: seen.interest,
    invitations: seen.invitations.map(invitationLine).sort(),
    runs: seen.runs.map(({ status, sessions, stop, heldWhenAsked, wishes }) => ({
      status,
      sessions,
      stop: stop && {
        status: stop,
        heldWhenAsked,
        wishes: (wishes ?? []).map((wish) => wishLine(wish.who, wish)).sort(),
      },
    })),
    poll: seen.poll?.status ?? null,
  }
}
