import type { DateTime } from 'luxon'
import { findBusStop } from '#db/bus-stop.ts'
import type { Tx } from '#db/client.ts'
import type { Group } from '#db/group.ts'
import { interestList } from '#db/interest.ts'
import { type Invitation, invitationsOf } from '#db/invitation.ts'
import { findLatestRun, type Run } from '#db/run.ts'
import { type InvitingTime, invitingTime, type PlacesTaken, placesFree } from '#domain/invitation.ts'

/** What can be done about free places just now. */
export type Inviting = {
  run: Run
  time: InvitingTime
  /** Everybody who has been invited this time, in the order in which they were asked. */
  invitations: Invitation[]
  taken: PlacesTaken
  /** How many can still be invited; negative where there are more people than places. */
  placesFree: number
}

/** Who has been invited and how many places are free, or null while nobody can be invited. */
export async function invitingNow(tx: Tx, now: DateTime, group: Group): Promise<Inviting | null> {
  const run = await findLatestRun(tx, group.id)
  const busStop = run?.busStopId ? await findBusStop(tx, run.busStopId) : null
  const time = invitingTime(run, busStop?.status ?? null, now)
  if (!run || !time) return null
  const invitations = await invitationsOf(tx, run.id, time === 'atBusStop')
  const count = (status: Invitation['status']) => invitations.filter((each) => each.status === status).length
  const roster = [...group.members, ...group.away].map(({ id }) => id)
  const choices = time === 'atBusStop' ? (busStop?.choices ?? []) : []
  const gettingOff = choices.filter(
    ({ memberId, value }) => value === 'gettingOff' && roster.includes(memberId),
  ).length
  const taken = {
    places: group.places,
    onRoster: roster.length,
    gettingOff,
    accepted: count('accepted'),
    open: count('open'),
  }
  return { run, time, invitations, taken, placesFree: placesFree(taken) }
}

/** Whether a place is free and somebody is on the interest list who has not been asked this time. */
export async function isAnyoneToInvite(tx: Tx, now: DateTime, group: Group): Promise<boolean> {
  const inviting = await invitingNow(tx, now, group)
  if (!inviting || inviting.placesFree <= 0) return false
  const asked = inviting.invitations.map(({ slackUserId }) => slackUserId)
  return (await interestList(tx, group.id)).some(({ slackUserId }) => !asked.includes(slackUserId))
}
