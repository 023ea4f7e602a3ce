/** A group in the middle of everything, another group beside it, and one person of each kind. */
import pino from 'pino'
import type { Tx } from '#db/client.ts'
import { interestWord } from '#db/interest.ts'
import { insertAsked, insertSurvey } from '#db/survey.ts'
import { DEFAULT_SETTINGS } from '#domain/group.ts'
import type { Person } from '#simulator/contract.ts'
import { answerSheet, recordAnswers } from '#usecases/answer.ts'
import { closePoll } from '#usecases/close.ts'
import { type Actor, commit } from '#usecases/context.ts'
import { fixRun } from '#usecases/fix.ts'
import { setUpGroup } from '#usecases/group.ts'
import { invite } from '#usecases/invitation.ts'
import { leaveGroup } from '#usecases/leave.ts'
import { openPoll } from '#usecases/poll.ts'
import { replaceDates, whatIfItFalls } from '#usecases/remainder.ts'
import type { Persona } from './access-persona.ts'
import { value } from './group-desk.ts'
import { startWorld, type World } from './world.ts'

/** What buttons and forms of a group carry. */
export type GroupIds = {
  groupId: string
  channelId: string
  word: string
  pollId: string
  dateId: string
  decidedPollId: string
  runId: string
  sessionId: string
  starts: string
  busStopId: string
  surveyId: string
  invitationId: string
  deliveryId: string
  memberId: string
  memberUserId: string
  /** A page of the open poll in Slack. */
  pageTs: string
}

export type Stage = {
  world: World
  people: Record<Persona, Person>
  ids: GroupIds
  /** The group of the other convenor, in which some members are, too. */
  other: { groupId: string }
  /** Everything that tells of the group: names, ids, words. */
  secrets: string[]
  /** A public channel where everybody is, and no group. */
  lobby: string
}

const NAME = 'Quiet circle'
const PLACE = 'The annexe behind the church'

/** Starts it; the bot writes into this log. */
export async function startStage(log = pino({ level: 'silent' })): Promise<Stage> {
  const world = await startWorld({
    transport: 'http',
    members: 6,
    others: 5,
    log,
  })
  const { simulator } = world
  const stranger = (name: string, more: { isGuest?: boolean; teamId?: string } = {}) =>
    simulator.addPerson({ name: name.toLowerCase(), realName: name, timeZone: 'Europe/London', ...more })
  const [convenor, member, away, former, ...more] = world.people as [
    Person,
    Person,
    Person,
    Person,
    ...Person[],
  ]
  const [interested, nobody, admin, elsewhere] = world.interested as [Person, Person, Person, Person]
  const people: Stage['people'] = {
    convenor,
    member,
    away,
    former,
    interested,
    stranger: nobody,
    guest: stranger('Gwen', { isGuest: true }),
    external: stranger('Oda', { teamId: 'T0ELSEWHERE' }),
    foreign: stranger('Otto', { teamId: 'T0ELSEWHERE' }),
    admin,
    otherConvenor: elsewhere,
  }
  const everybody = [...new Set([...world.people, ...world.interested, ...Object.values(people)])]
  const memberIds = [...everybody.map(({ id }) => id), simulator.botUserId]
  const lobby = simulator.addChannel({ name: 'lobby', kind: 'public', memberIds }).id
  const other = simulator.addChannel({ name: 'other', kind: 'private', memberIds: [elsewhere.id] })
  await simulator.joinChannel(other.id, simulator.botUserId, elsewhere.id)
  const roster = [convenor, member, away, former, ...more]
  const groupId = await setUp(world, convenor, world.channelId, NAME, roster, [interested])
  const otherId = await setUp(world, elsewhere, other.id, 'Second circle', [elsewhere, ...more], [])
  const ids = await fill(world, groupId, convenor, roster, interested)
  await leaveGroup(world.bot.context(), actor(world, former), groupId)
  await simulator.leaveChannel(world.channelId, away.id)
  await world.bot.settled()
  const secrets = [NAME, PLACE, groupId, ids.word, world.channelId, ...everybody.map(({ id }) => id)]
  return { world, people, ids, other: { groupId: otherId }, secrets, lobby }
}

function actor(world: World, { id }: Person, channelId = world.channelId): Actor {
  return { teamId: world.simulator.teamId, slackUserId: id, channelId }
}

async function setUp(
  world: World,
  convenor: Person,
  channelId: string,
  name: string,
  members: Person[],
  interested: Person[],
): Promise<string> {
  const ids = (people: Person[]) => people.map(({ id }) => id)
  const patterns = DEFAULT_SETTINGS.patterns.map((pattern) => ({ ...pattern, place: PLACE }))
  const settings = { ...DEFAULT_SETTINGS, name, timeZone: 'Europe/London', minimum: 2, places: 12, patterns }
  const roster = { memberIds: ids(members), convenorIds: [convenor.id], interestedIds: ids(interested) }
  value(await setUpGroup(world.bot.context(), actor(world, convenor, channelId), settings, roster))
  await world.bot.settled()
  return (await world.database.db.group.findFirstOrThrow({ where: { channelId } })).id
}

/** A run whose first date falls, so that a poll is open; a survey, an invitation, and a message of unknown fate. */
async function fill(
  world: World,
  groupId: string,
  convenor: Person,
  roster: Person[],
  interested: Person,
): Promise<GroupIds> {
  const { db } = world.database
  const { bot } = world
  const ruth = actor(world, convenor)
  const closesAt = world.clock.now().plus({ days: 7 })
  const window = { from: '2027-01-25', until: '2027-04-30', sessions: 3, closesAt }
  value(await openPoll(bot.context(), ruth, window, []))
  const { id: decidedPollId } = await db.poll.findFirstOrThrow({ where: { openForGroupId: groupId } })
  for (const each of roster) {
    const who = actor(world, each)
    const { poll } = value(await answerSheet(bot.context(), who))
    const all = new Map(poll.dates.map(({ id }) => [id, 'can' as const]))
    value(await recordAnswers(bot.context(), who, poll.id, all))
  }
  world.clock.set(closesAt)
  await closePoll(bot.context(), decidedPollId)
  const { runId } = value(await fixRun(bot.context(), ruth, decidedPollId, [0, 3, 6]))
  const sessions = await db.session.findMany({ where: { runId }, orderBy: { startsAt: 'asc' } })
  const falling = value(await whatIfItFalls(bot.context(), ruth, sessions[1]?.id ?? ''))
  const dates = falling.move?.dates ?? falling.anew?.dates ?? []
  const starts = dates.map(({ startsAt }) => startsAt.toMillis())
  value(await replaceDates(bot.context(), ruth, sessions[1]?.id ?? '', starts))
  const { id: pollId } = await db.poll.findFirstOrThrow({ where: { openForGroupId: groupId } })
  const { id: dateId } = await db.pollDate.findFirstOrThrow({ where: { pollId } })
  const { id: busStopId } = await db.busStop.findFirstOrThrow({ where: { runId } })
  value(await invite(bot.context(), ruth, [interested.id]))
  const { id: invitationId } = await db.invitation.findFirstOrThrow({ where: { groupId } })
  const members = await db.member.findMany({ where: { groupId } })
  await bot.settled()
  const { surveyId, word } = await commit(bot.context(), (tx) =>
    survey(tx, groupId, runId, members, closesAt),
  )
  const about = (kind: string) => ({ groupId, about: { path: ['kind'], equals: kind } })
  const page = await db.delivery.findFirstOrThrow({ where: about('pollPage'), orderBy: { id: 'desc' } })
  const { id: deliveryId } = await db.delivery.findFirstOrThrow({ where: about('introduction') })
  const claimedAt = world.clock.now().minus({ hours: 3 }).toJSDate()
  await db.delivery.update({ where: { id: deliveryId }, data: { status: 'unknown', ts: null, claimedAt } })
  const someone = members.find(({ slackUserId }) => slackUserId === roster[1]?.id)
  return {
    groupId,
    channelId: world.channelId,
    word,
    pollId,
    dateId,
    decidedPollId,
    runId,
    sessionId: sessions[0]?.id ?? '',
    starts: starts.join(','),
    busStopId,
    surveyId,
    invitationId,
    deliveryId,
    memberId: someone?.id ?? '',
    memberUserId: someone?.slackUserId ?? '',
    pageTs: page.ts ?? '',
  }
}

async function survey(
  tx: Tx,
  groupId: string,
  runId: string,
  members: readonly { id: string }[],
  now: Parameters<typeof insertSurvey>[1]['closesAt'],
) {
  const closesAt = now.plus({ days: 7 })
  const surveyId = await insertSurvey(tx, { runId, occasion: 'halfWay', status: 'open', closesAt })
  if (!surveyId) throw new Error('there is a survey already')
  const asked = members.map(({ id }) => id)
  await insertAsked(tx, surveyId, asked)
  return { surveyId, word: await interestWord(tx, groupId) }
}
