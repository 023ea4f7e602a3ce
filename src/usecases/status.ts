import type { DateTime } from 'luxon'
import { answersOfPoll } from '#db/answer.ts'
import { findBusStop } from '#db/bus-stop.ts'
import { feedMadeAt } from '#db/calendar-feed.ts'
import type { Tx } from '#db/client.ts'
import type { Group } from '#db/group.ts'
import { interestList } from '#db/interest.ts'
import { failedDeliveries } from '#db/parked.ts'
import { findLatestPoll, type Poll } from '#db/poll.ts'
import { findLatestRun, type Run } from '#db/run.ts'
import type { Session } from '#db/session.ts'
import { openSurveys, type Survey } from '#db/survey.ts'
import type { BusStopStatus, ChoiceValue } from '#domain/bus-stop.ts'
import { isParked } from '#domain/delivery.ts'
import type { Outcome } from '#domain/refusal.ts'
import { nextSession, sessionsToCome } from '#domain/session.ts'
import { isSurveyOpen, type PastResult } from '#domain/survey.ts'
import { silentMembers } from '#domain/tally.ts'
import { groupFor, type Where } from './access.ts'
import { ask, type Context } from './context.ts'
import { isAnyoneToInvite } from './inviting.ts'
import { isAnythingUnclear } from './settle.ts'
import { pastResults } from './survey-trend.ts'

/** How a group stands, as one person may see it. */
export type Status = {
  now: DateTime
  group: Group
  isConvenor: boolean
  run: Run | null
  next: Session | null
  /** Sessions until the bus stop. */
  toCome: number
  /** How far the bus stop of that run is; null before there is one. */
  busStop: BusStopStatus | null
  /** The newest poll, unless its dates have been fixed. */
  poll: Poll | null
  /** The surveys that are open: the same for everybody, so that nothing tells who has answered. */
  surveys: Pick<Survey, 'id' | 'closesAt'>[]
  /** How many have said nothing in the open poll. */
  silent: number
  /** Whether this person may invite people on the interest list now: whom, the form shows. */
  mayInvite: boolean
  /** The person's own part; null for a convenor who is not on the roster. */
  mine: {
    memberId: string
    isMuted: boolean
    /** When they want to be reminded privately as well. */
    reminders: string[]
    answered: number
    choice: ChoiceValue | null
    /** Whether they have said that the group knows that they get off. */
    hasToldGroup: boolean
    /** Since when their calendar has an address by which it follows the dates; null when it has none. */
    calendarSince: DateTime | null
  } | null
  /** What convenors alone see; null for others. */
  forConvenor: ForConvenor | null
}

/** What a convenor may want to know beside how the group stands. */
export type ForConvenor = {
  /** Who has said nothing in the open poll, by Slack user id. */
  silentIds: string[]
  /** How many would like a place. */
  interested: number
  /** What was shown of each survey, oldest first. */
  results: PastResult[]
  /** Whether they are asked to look if a message is in the channel. */
  isAnythingUnclear: boolean
  /** Whether something could not be posted in the channel, and waits. */
  isAnythingParked: boolean
}

/** How the group of this channel stands. */
export function statusHere(context: Context, actor: Where): Promise<Outcome<Status>> {
  return ask(context, async (tx) => {
    const found = await groupFor(tx, actor)
    if ('refusal' in found) return found
    return { value: await statusOf(tx, context, found.value, actor.slackUserId) }
  })
}

/** How a group stands, as one of its people may see it. */
export async function statusOf(tx: Tx, context: Context, group: Group, slackUserId: string): Promise<Status> {
  const run = await findLatestRun(tx, group.id)
  const latest = await findLatestPoll(tx, group.id)
  const poll = latest && latest.status !== 'decided' ? latest : null
  const answers = poll ? await answersOfPoll(tx, poll.id) : []
  const busStop = run?.busStopId ? await findBusStop(tx, run.busStopId) : null
  const member = group.members.find((each) => each.slackUserId === slackUserId)
  const choice = busStop?.choices.find(({ memberId }) => memberId === member?.id)
  const memberIds = group.members.map(({ id }) => id)
  const isConvenor = group.convenorIds.includes(slackUserId)
  const silent = silentMembers(memberIds, answers)
  return {
    now: context.now,
    group,
    isConvenor,
    run,
    next: (run && nextSession(run.sessions, context.now)) ?? null,
    toCome: run ? sessionsToCome(run, context.now) : 0,
    busStop: busStop?.status ?? null,
    poll,
    surveys: (await openSurveys(tx, group.id)).filter((each) => isSurveyOpen(each, context.now)),
    silent: silent.length,
    mayInvite: isConvenor && (await isAnyoneToInvite(tx, context.now, group)),
    mine: member
      ? {
          memberId: member.id,
          isMuted: member.isMuted,
          reminders: member.reminders,
          answered: answers.filter((answer) => answer.memberId === member.id).length,
          choice: choice?.value ?? null,
          hasToldGroup: choice?.hasToldGroup ?? false,
          calendarSince: await feedMadeAt(tx, member.id),
        }
      : null,
    forConvenor: isConvenor ? await forConvenor(tx, context, group, poll ? silent : []) : null,
  }
}

/** Whether this person is asked about dates and has said nothing. */
export function isSilent({ poll, mine }: Status): boolean {
  return poll !== null && mine !== null && mine.answered === 0
}

async function forConvenor(
  tx: Tx,
  context: Context,
  group: Group,
  silent: readonly string[],
): Promise<ForConvenor> {
  return {
    silentIds: group.members.filter(({ id }) => silent.includes(id)).map(({ slackUserId }) => slackUserId),
    interested: (await interestList(tx, group.id)).length,
    results: await pastResults(tx, group.id),
    isAnythingUnclear: await isAnythingUnclear(tx, context, group),
    isAnythingParked: (await failedDeliveries(tx, group)).some(isParked),
  }
}
