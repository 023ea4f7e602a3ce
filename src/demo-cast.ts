import type { Person, Simulator } from './simulator/contract.ts'
import type { GuideStep } from './simulator/page-server.ts'

/** The people of the demo: a convenor, eight members, and three who would like a place. */
const MEMBERS = ['Amara', 'Ben', 'Chloe', 'Dan', 'Elif', 'Fiona', 'Gareth', 'Hannah']
const INTERESTED = ['Isla', 'Jonas', 'Kate']

export type Cast = { convenor: Person; members: Person[]; interested: Person[]; channelId: string }

/** Puts the people into the workspace and the group into a private channel with the bot. */
export function addCast(simulator: Simulator): Cast {
  const add = (name: string, note: string, timeZone = 'Europe/London') =>
    simulator.addPerson({ name: name.toLowerCase(), realName: `${name} (${note})`, timeZone })
  const convenor = add('Ruth', 'convenor')
  const members = MEMBERS.map((name) =>
    add(name, 'member', name === 'Elif' ? 'Europe/Berlin' : 'Europe/London'),
  )
  const interested = INTERESTED.map((name) => add(name, 'interested'))
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

/** What to try, in order; each step says who to be. */
export function guideFor({ convenor, members, interested }: Cast): GuideStep[] {
  const [first, second] = members
  const as = (person: Person | undefined) => (person ? { as: person.id } : {})
  return [
    {
      title: 'Set up the group',
      text: 'You are Ruth, the convenor, in #circle. Type /supportgroup setup, add Isla, Jonas and Kate to the interest list, and press Set up. Everything else can stay as it is.',
      ...as(convenor),
    },
    {
      title: 'Find dates',
      text: 'Type /supportgroup schedule and press Show the dates. Untick a date if you like, then Post the poll. Scroll up in the channel: there is one message for each month.',
      ...as(convenor),
    },
    {
      title: 'Answer by tapping',
      text: 'Be Amara and tap the numbers of the dates you can make, under each message. Tap again to take one back.',
      ...as(first),
    },
    {
      title: 'Answer on the form',
      text: 'Be Ben and press Answer on a form, or type /supportgroup answers. Try “All: can”, then change a date or two to “If need be”. Answer for a few others in the same way.',
      ...as(second),
    },
    {
      title: 'Let the deadline come',
      text: 'Press To the next thing due: those who have said nothing are asked once more, privately (be one of them and look under the private messages). Press it again: the poll closes.',
    },
    {
      title: 'Choose and fix',
      text: 'Be Ruth and open the private messages with the bot: there are the best runs, in words. Fix one. The run card appears in #circle.',
      ...as(convenor),
    },
    {
      title: 'Ask somebody to join',
      text: 'Still as Ruth, press Ask people on the interest list in the private messages and tick Isla. Then be Isla and answer.',
      ...as(interested[0]),
    },
    {
      title: 'Be reminded',
      text: 'Press To the next thing due until the first reminder appears in #circle. Be Amara and send apologies with its button; the expected number follows within seconds.',
      ...as(first),
    },
    {
      title: 'Reach the bus stop',
      text: 'Go on with +1 week. After session six each member is asked privately whether they want to travel on. After session eight Ruth sees the summary and can plan the next run.',
      ...as(convenor),
    },
  ]
}
