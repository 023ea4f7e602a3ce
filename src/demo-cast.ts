import type { Person, Simulator } from './simulator/contract.ts'

/** The zone in which the group lives; one member looks at its dates from another. */
export const GROUP_ZONE = 'Europe/London'

/** The people of the demo: a convenor, eight members, and five who would like a place. */
const MEMBERS = ['Amara', 'Ben', 'Chloe', 'Dan', 'Elif', 'Fiona', 'Gareth', 'Hannah']
const INTERESTED = ['Isla', 'Jonas', 'Kate', 'Lena', 'Mira']

export type Cast = { convenor: Person; members: Person[]; interested: Person[]; channelId: string }

/** Puts the people into the workspace and the group into a private channel with the bot. */
export function addCast(simulator: Simulator): Cast {
  const add = (name: string) =>
    simulator.addPerson({
      name: name.toLowerCase(),
      realName: name,
      timeZone: name === 'Elif' ? 'Europe/Berlin' : GROUP_ZONE,
    })
  const convenor = add('Ruth')
  const members = MEMBERS.map(add)
  const interested = INTERESTED.map(add)
  const circle = simulator.addChannel({
    name: 'circle',
    kind: 'private',
    memberIds: [convenor.id, ...members.map(({ id }) => id), simulator.botUserId],
  })
  simulator.addChannel({
    name: 'general',
    kind: 'public',
    memberIds: [convenor, ...members, ...interested].map(({ id }) => id),
  })
  return { convenor, members, interested, channelId: circle.id }
}

type Rider = { slackUserId: string }

/** What each of them is, by user id: in the group as it is now, or, before it is set up, in the story. */
export function rolesOf(
  { convenor, members, interested }: Cast,
  group: { convenorIds: readonly string[]; members: readonly Rider[]; away: readonly Rider[] } | null,
): Record<string, string> {
  const asked = interested.map(({ id }) => id)
  const convenorIds = group?.convenorIds ?? [convenor.id]
  const roster = group && [...group.members, ...group.away]
  const memberIds = roster?.map(({ slackUserId }) => slackUserId) ?? members.map(({ id }) => id)
  const roleOf = (id: string) => {
    if (convenorIds.includes(id)) return convenorIds.length === 1 ? 'the convenor' : 'a convenor'
    if (memberIds.includes(id)) return 'a member'
    return asked.includes(id) ? 'would like a place' : 'not in the group'
  }
  return Object.fromEntries([convenor, ...members, ...interested].map(({ id }) => [id, roleOf(id)]))
}

/** The person of this name; refuses a name that the story does not have. */
function called({ convenor, members, interested }: Cast, name: string): Person {
  const found = [convenor, ...members, ...interested].find(({ realName }) => realName === name)
  if (!found) throw new Error(`Nobody in the demo is called ${name}.`)
  return found
}

/** Those of these names, in this order. */
export function people(cast: Cast, names: readonly string[]): Person[] {
  return names.map((name) => called(cast, name))
}
