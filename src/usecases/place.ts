import { insertAudit } from '#db/audit.ts'
import type { Tx } from '#db/client.ts'
import type { Group } from '#db/group.ts'
import { type SlotWithPlace, setOwnPlace, setUsualPlace, slotsWithPlace } from '#db/place.ts'
import type { Session } from '#db/session.ts'
import { ownPlace, type PlaceProblem, placeProblem, slotToday } from '#domain/place.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { groupForConvenor, lockedGroupForConvenor, type Where } from './access.ts'
import { type Actor, ask, type Context, commit } from './context.ts'
import { sessionsAhead, tellOfPlaces } from './place-notice.ts'
import { refreshHomes } from './refresh-home.ts'
import { comingSession } from './session.ts'

/** What can be given a place: a slot, for its sessions from now on, or one session to come. */
export type Placeable = { group: Group; slots: SlotWithPlace[]; coming: Session[] }

/** Either done, or what is wrong with what was typed. */
export type Placed = { saved: true } | { saved: false; problem: PlaceProblem }

/** The slots and the sessions to come of a group, for a convenor. Changes nothing. */
export function placesAhead(context: Context, actor: Where): Promise<Outcome<Placeable>> {
  return ask(context, async (tx) => {
    const found = await groupForConvenor(tx, actor)
    if ('refusal' in found) return found
    const group = found.value
    const coming = await sessionsAhead(tx, context, group.id)
    const known = await slotsWithPlace(tx, group.id)
    const wanted = [...group.patterns, ...coming.map(({ patternId }) => ({ id: patternId }))]
    const ids = new Set(wanted.map(({ id }) => idToday(group, known, id)))
    return {
      value: { group, slots: [...ids].flatMap((id) => known.find((slot) => slot.id === id) ?? []), coming },
    }
  })
}

/** Gives one session to come a place of its own; its usual place takes that back. */
export function placeSession(
  context: Context,
  actor: Actor,
  sessionId: string,
  place: string,
): Promise<Outcome<Placed>> {
  return commit(context, async (tx) => {
    const found = await comingSession(tx, context, actor, sessionId)
    if ('refusal' in found) return found
    const { group, session } = found.value
    if (session.status === 'skipped') return refuse({ code: 'sessionSkipped' })
    return save(tx, context, actor, group, place, () =>
      setOwnPlace(tx, sessionId, ownPlace(place, session.usualPlace)),
    )
  })
}

/** Changes the usual place of a slot: of its sessions to come that have no place of their own, and of later runs. */
export function placeSlot(
  context: Context,
  actor: Where,
  slotId: string,
  place: string,
): Promise<Outcome<Placed>> {
  return commit(context, async (tx) => {
    const found = await lockedGroupForConvenor(tx, actor)
    if ('refusal' in found) return found
    const group = found.value
    const known = await slotsWithPlace(tx, group.id)
    const id = idToday(group, known, slotId)
    const same = known.filter((slot) => idToday(group, known, slot.id) === id)
    if (same.length === 0) return refuse({ code: 'sessionGone' })
    return save(tx, context, actor, group, place, async () => {
      for (const slot of same) await setUsualPlace(tx, slot, place, context.now)
    })
  })
}

async function save(
  tx: Tx,
  context: Context,
  { slackUserId: byId }: Where,
  group: Group,
  place: string,
  change: () => Promise<void>,
): Promise<Outcome<Placed>> {
  const problem = placeProblem(place)
  if (problem) return { value: { saved: false, problem } }
  await tellOfPlaces(tx, context, group, change)
  await refreshHomes(tx, context, group.id)
  await insertAudit(tx, { groupId: group.id, byId, what: 'placeChanged' }, context.now)
  return { value: { saved: true } }
}

/** The id of what a slot is called in the settings of today; its own where it is not among them any more. */
function idToday(group: Group, known: readonly SlotWithPlace[], id: string): string {
  const slot = known.find((each) => each.id === id)
  return (slot && slotToday(slot, group.patterns)?.id) ?? id
}
