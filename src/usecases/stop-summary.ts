import { createHash } from 'node:crypto'
import type { DateTime } from 'luxon'
import type { BusStop } from '#db/bus-stop.ts'
import type { Tx } from '#db/client.ts'
import { deliveriesAbout } from '#db/delivery.ts'
import type { Group } from '#db/group.ts'
import { type InterestedPerson, interestList } from '#db/interest.ts'
import { type Invitation, invitationsOf } from '#db/invitation.ts'
import { type BusStopSummary, summarise } from '#domain/bus-stop.ts'
import type { Context } from './context.ts'
import { invitingNow, isAnyoneToInvite } from './inviting.ts'
import { refreshHomes } from './refresh-home.ts'
import { refresh } from './say.ts'

/** A bus stop as a convenor sees it, once it has been reached or before. */
export type StopSummary = BusStopSummary & {
  group: Group
  busStop: BusStop
  /** How many can still be invited; null while or when nobody can. */
  placesFree: number | null
  invitations: Invitation[]
  interested: InterestedPerson[]
  /** Whether somebody on the interest list could be invited now. */
  canInvite: boolean
  /** Another one whenever what closing the stop would do has changed. */
  version: string
}

/** Who stays, who gets off, who was invited, and who would like a place. */
export async function stopSummary(
  tx: Tx,
  now: DateTime,
  group: Group,
  busStop: BusStop,
): Promise<StopSummary> {
  const inviting = await invitingNow(tx, now, group)
  const isNow = inviting?.time === 'atBusStop' && inviting.run.id === busStop.runId
  const invitations = await invitationsOf(tx, busStop.runId, true)
  const roster = [...group.members, ...group.away].map(({ id }) => id)
  return {
    ...summarise(roster, busStop.choices),
    group,
    busStop,
    placesFree: isNow ? inviting.placesFree : null,
    invitations,
    interested: await interestList(tx, group.id),
    canInvite: isNow && (await isAnyoneToInvite(tx, now, group)),
    version: versionOf(roster, busStop.choices, invitations),
  }
}

/** Short enough for a button. */
function versionOf(
  roster: readonly string[],
  choices: BusStop['choices'],
  invitations: readonly Invitation[],
): string {
  const facts = [
    roster.toSorted(),
    choices.map(({ memberId, value }) => `${memberId} ${value}`).toSorted(),
    invitations.map(({ id, status }) => `${id} ${status}`).toSorted(),
  ]
  return createHash('sha256').update(JSON.stringify(facts)).digest('base64url').slice(0, 16)
}

/** Brings what the convenors have been told about a bus stop in line with what is true now. */
export async function refreshStopSummary(
  tx: Tx,
  context: Context,
  { id, convenorIds }: Group,
  busStopId: string,
): Promise<void> {
  await refreshHomes(tx, context, id)
  const abouts = convenorIds.map((convenorId) => ({ kind: 'busStopSummary', busStopId, convenorId }) as const)
  await refresh(tx, context, await deliveriesAbout(tx, id, abouts))
}
