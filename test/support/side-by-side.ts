/** The same things happen in two groups at the same times, and differ in what people decide. */
import type { Message } from '#simulator/contract.ts'
import { answerAll, closePoll, fields, message, openPoll, pollPages, setUp, travelTo } from './story.ts'
import {
  opened,
  person,
  posts,
  press,
  privately,
  submit,
  type,
  until,
  type World,
  whispered,
} from './world.ts'

/** What is decided in one of the groups. */
export type Part = {
  name: string
  minimum: number
  interested: string
  /** Which numbers Amara taps on the first page. */
  taps: string[]
  /** What Ben says about every date. */
  ben: 'All: can' | 'All: if need be'
  /** How many of the sessions Ben sends apologies for. */
  apologies: number
}

export const WILLOW: Part = {
  name: 'Willow',
  minimum: 2,
  interested: 'Isla',
  taps: ['one', 'two', 'three'],
  ben: 'All: can',
  apologies: 1,
}

export const HARBOUR: Part = {
  name: 'Harbour',
  minimum: 3,
  interested: 'Jonas',
  taps: ['two'],
  ben: 'All: if need be',
  apologies: 2,
}

/** Something that people do in each group, or the instant to which the clock moves for all. */
type Step = ((world: World, part: Part) => Promise<unknown>) | string

/** From the set-up of the group to somebody who wants to be forgotten, and some sessions further. */
export const STORY: readonly Step[] = [
  (world, { name, minimum, interested }) =>
    setUp(world, {
      name: { value: name },
      minimum: { value: String(minimum) },
      interested: { selected_users: [person(world, interested).id] },
    }),
  (world) => openPoll(world, { sessions: { value: '3' }, until: { selected_date: '2027-03-14' } }),
  (world, { taps }) => tapNumbers(world, taps),
  async (world, { ben }) => {
    await answerAll(world, 'Ruth', 'All: can')
    await answerAll(world, 'Ben', ben)
    await answerAll(world, 'Chloe', 'All: can')
    await world.bot.settled()
  },
  closeAndFix,
  (world, { apologies }) => sendApologies(world, apologies),
  '2027-02-08T12:00:00Z',
  async (world) => {
    for (const [name, text] of [
      ['Ruth', 'status'],
      ['Amara', 'status'],
      ['Amara', 'help'],
      ['Ruth', 'audit'],
      ['Isla', 'status'],
    ] as const) {
      const who = person(world, name)
      if (name === 'Isla') await world.simulator.joinChannel(world.channelId, who.id)
      await whispered(world, who, () => type(world, who, text))
    }
    await world.bot.settled()
  },
  openHomes,
  async (world) => {
    const amara = person(world, 'Amara')
    await whispered(world, amara, () => type(world, amara, 'mydata'))
  },
  forgetChloe,
  '2027-03-20T12:00:00Z',
  openHomes,
]

/** Lets everything happen in each of these groups before the next thing happens in any. */
export async function tell(story: readonly Step[], groups: readonly [World, Part][]): Promise<void> {
  for (const step of story) {
    if (typeof step === 'string') {
      const [first] = groups[0] ?? []
      if (first) await travelTo(first, step)
    } else {
      for (const [world, part] of groups) {
        await step(world, part)
        await world.bot.settled()
      }
    }
  }
}

/** Everything that the people of a workspace can see: in the channel, privately, and on their Home. */
export function seen(world: World): Record<string, string[]> {
  const ids = new Map<string, number>()
  // Nobody sees the ids of blocks, of which Slack makes up some, nor what a button carries.
  const withoutIds = (key: string, value: unknown) =>
    key === 'block_id' || key === 'value' ? undefined : value
  const plain = (value: unknown) =>
    JSON.stringify(value, withoutIds).replace(UUID, (id) => {
      if (!ids.has(id)) ids.set(id, ids.size)
      return `id${ids.get(id)}`
    })
  const shown = ({ text, blocks, reactions, files }: Message) =>
    plain([text, blocks, reactions, files.map(({ name }) => name)])
  return Object.fromEntries(
    [...world.people, ...world.interested].map((who) => [
      who.realName,
      [
        ...world.simulator.messages(world.channelId, who.id).map(shown),
        ...privately(world, who).map(shown),
        plain(world.simulator.home(who.id) ?? null),
      ],
    ]),
  )
}

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

async function tapNumbers(world: World, names: readonly string[]): Promise<void> {
  const { ts } = pollPages(world)[0] as Message
  const place = { userId: person(world, 'Amara').id, channelId: world.channelId, ts }
  for (const name of names) await world.simulator.react({ ...place, name })
}

async function closeAndFix(world: World): Promise<void> {
  const ruth = person(world, 'Ruth')
  await closePoll(world, ruth)
  const offer = await message(() => privately(world, ruth), 'possible attendances')
  await press(world, ruth, offer, 'Fix A')
  await until(() => posts(world).some(({ text }) => text.startsWith('*Our run of')), 'the run card')
}

/** Ben sends apologies for the first sessions, on the form. */
async function sendApologies(world: World, count: number): Promise<void> {
  const ben = person(world, 'Ben')
  const list = await opened(world, ben, () => type(world, ben, 'apologies'), 'Support group')
  const target = { viewId: list.id }
  await world.simulator.press({ userId: ben.id, target, actionId: 'severalApologies' })
  const form = () => JSON.stringify(world.simulator.openView(ben.id)?.view.blocks)
  await until(() => form().includes('Tick every session'), 'the form for several sessions')
  const rows = await world.database.db.session.findMany({
    where: { run: { group: { workspace: { teamId: world.simulator.teamId } } } },
    orderBy: { startsAt: 'asc' },
  })
  const selected = rows.slice(0, count).map(({ id }) => ({ value: id }))
  await submit(world, ben, fields({ apologies0: { selected_options: selected } }))
  await until(() => form().includes('Thank you for letting us know'), 'the thanks')
}

async function openHomes(world: World): Promise<void> {
  for (const { id } of [...world.people, ...world.interested]) {
    const shown = () => world.simulator.calls().filter(({ method }) => method === 'views.publish').length
    const before = shown()
    await world.simulator.openHome(id)
    await until(() => shown() > before, 'a Home')
  }
  await world.bot.settled()
}

async function forgetChloe(world: World): Promise<void> {
  const chloe = person(world, 'Chloe')
  const asked = await whispered(world, chloe, () => type(world, chloe, 'forgetme'))
  await press(world, chloe, asked, 'Delete everything')
  await message(() => privately(world, chloe), 'Everything that I kept about you was deleted on')
}
