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

/** What each of them is in the story, by user id. */
export function rolesOf({ convenor, members, interested }: Cast): Record<string, string> {
  return Object.fromEntries([
    [convenor.id, 'the convenor'],
    ...members.map(({ id }) => [id, 'a member']),
    ...interested.map(({ id }) => [id, 'would like a place']),
  ])
}

/** The person of this name; refuses a name that the story does not have. */
export function called({ convenor, members, interested }: Cast, name: string): Person {
  const found = [convenor, ...members, ...interested].find(({ realName }) => realName === name)
  if (!found) throw new Error(`Nobody in the demo is called ${name}.`)
  return found
}

/** Those of these names, in this order. */
export function people(cast: Cast, names: readonly string[]): Person[] {
  return names.map((name) => called(cast, name))
}
