import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Message, Person } from '#simulator/contract.ts'
import { placeSlot } from '#usecases/place.ts'
import { answerAndFix, fields, message, openPoll, putOffPosting, travelTo } from '../support/story.ts'
import { wholeDatabase } from '../support/whole-database.ts'
import {
  opened,
  person,
  posts,
  press,
  privately,
  startWorld,
  submit,
  type,
  until,
  type World,
  whispered,
} from '../support/world.ts'

/** In every place that is typed here; it may get out nowhere. */
const CANARY = 'brimstone'
const ANNEXE = `Annexe ${CANARY} <!channel> *now*`
const ROOM = `https://meet.example/${CANARY}?a=1&b=2`

let world: World
let ruth: Person
let ben: Person
let isla: Person
const log: string[] = []

/** Wednesdays have a link; of Sundays nobody has said where. */
beforeAll(async () => {
  const lines = { write: (line: string) => void log.push(line) }
  world = await startWorld({ members: 3, others: 2, log: pino({ level: 'trace' }, lines) })
  ruth = person(world, 'Ruth')
  ben = person(world, 'Ben')
  isla = person(world, 'Isla')
})
afterAll(() => world.stop())

const view = () => world.simulator.openView(ruth.id)
const shown = () => JSON.stringify(view()?.view.blocks ?? '')
const text = (message: Message) => message.text
const notices = () =>
  posts(world)
    .map(text)
    .filter((each) => each.startsWith('*About the place'))
const status = async (who: Person) => (await whispered(world, who, () => type(world, who, 'status'))).text

/** Ruth says in the form where what she chooses takes place, by the beginning of its label. */
async function say(label: string, place: string): Promise<void> {
  const form = await opened(world, ruth, () => type(world, ruth, 'place'), 'Where you meet')
  const [, value = ''] =
    JSON.stringify(form.view.blocks).match(new RegExp(`"text":"${label}[^"]*"},"value":"([^"]*)"`)) ?? []
  await submit(world, ruth, fields({ which: { selected_option: { value } }, place: { value: place } }))
}

async function saved(label: string, place: string): Promise<void> {
  await say(label, place)
  await until(() => shown().includes('That is saved.'), 'the form to say so')
  await world.simulator.closeView({ userId: ruth.id, viewId: view()?.id ?? '' })
}

test('the form of setting up takes a place for each slot, and says beside the field when it is too long', async () => {
  await opened(world, ruth, () => type(world, ruth, 'setup'), 'Set up your group')
  const interested = { selected_users: world.interested.map(({ id }) => id) }
  const values = { minimum: { value: '2' }, places: { value: '6' }, interested }
  await submit(world, ruth, fields({ ...values, place1: { value: 'x'.repeat(201) } }))
  await until(() => Object.keys(view()?.errors ?? {}).length > 0, 'what is wrong')
  expect(view()?.errors).toEqual({ place1: 'Please use at most 200 characters.' })
  expect(await world.database.db.group.count()).toBe(0)
  await submit(world, ruth, fields({ ...values, place1: { value: ROOM } }))
  await message(() => posts(world), 'Hello. I look after the diary')
  expect(await world.database.db.pattern.findMany({ orderBy: { position: 'asc' } })).toMatchObject([
    { place: null },
    { place: ROOM },
  ])
})

test('the run card says where, once for all sessions that have a place', async () => {
  await openPoll(world, { sessions: { value: '3' }, until: { selected_date: '2027-03-14' } })
  await answerAndFix(world)
  await world.bot.settled()
  const card = await message(() => posts(world), '*Our run of three*')
  const wednesdays = card.text.split('\n').flatMap((line) => line.match(/^(\d)\. Wednesday/)?.[1] ?? [])
  expect(wednesdays.length).toBeOneOf([1, 2])
  const link = `<https://meet.example/${CANARY}?a=1&amp;b=2>`
  expect(card.text).toContain(`\n*Where:* ${link} (${wednesdays.join(' and ')})\n`)
})

test('only a convenor can say a place, and what is wrong is said beside the field', async () => {
  const refused = await whispered(world, ben, () => type(world, ben, 'place'))
  expect(refused.text).toContain('Only a convenor can do this.')
  for (const [place, words] of [
    ['\u200b\u2060', 'Please say where you meet, in a few words or with a link.'],
    ['x'.repeat(201), 'Please use at most 200 characters.'],
  ] as const) {
    await say('1. ', place)
    await until(() => view()?.errors?.place !== undefined, 'what is wrong')
    expect(view()?.errors).toEqual({ place: words })
    await world.simulator.closeView({ userId: ruth.id, viewId: view()?.id ?? '' })
  }
  expect(notices()).toEqual([])
})

test('a place for one session is told once, with its markup undone, and the card follows', async () => {
  await saved('1. ', ANNEXE)
  await until(() => notices().some((each) => each.includes(CANARY)), 'the notice')
  const place = `Annexe ${CANARY} &lt;!channel&gt; ∗now∗`
  expect(notices()).toEqual([
    `*About the place of our first session: Wednesday 20 January, 18:30 to 21:30 (UK time).*\n*Where, this time:* ${place}`,
  ])
  await until(
    () =>
      posts(world).some(
        (post) => post.text.startsWith('*Our run of') && post.text.includes(`*Where:* ${place} (1)`),
      ),
    'the card to follow',
  )
})

test('what is changed and changed back before it is told is told once, as it is by then', async () => {
  const before = notices().length
  await putOffPosting(world, async () => {
    await saved('Every Sunday', 'Garden')
    await saved('Every Sunday', 'Kitchen')
  })
  await until(() => notices().at(-1)?.includes('Kitchen') ?? false, 'the notice')
  expect(notices().slice(before)).toEqual([
    expect.stringMatching(/^\*About the place of our .*Sunday.*\n\*Where, as usual:\* Kitchen$/),
  ])
})

test('settings that were open meanwhile leave a place alone that they showed as it was before', async () => {
  const before = notices().length
  await travelTo(world, world.clock.now().plus({ minutes: 5 }).toISO() ?? '')
  const form = await opened(world, ruth, () => type(world, ruth, 'settings'), 'Settings')
  expect(JSON.stringify(form.view.blocks)).toContain('Kitchen')
  const { id } = await world.database.db.pattern.findFirstOrThrow({ where: { weekday: 7 } })
  const { workspace, ...group } = await world.database.db.group.findFirstOrThrow({
    include: { workspace: true },
  })
  const actor = {
    teamId: workspace.teamId,
    slackUserId: ruth.id,
    channelId: world.channelId,
    groupId: group.id,
  }
  await placeSlot(world.bot.context(), actor, id, 'Library')
  await until(() => notices().length > before, 'the notice')
  await submit(world, ruth, fields({ places: { value: '7' } }))
  await until(() => shown().includes('are saved'), 'the form to say so')
  await world.bot.settled()
  expect(notices().slice(before)).toHaveLength(1)
  expect((await world.database.db.pattern.findUniqueOrThrow({ where: { id } })).place).toBe('Library')
})

test('members see where the next session takes place, in status, Home and reminder', async () => {
  const words = `*Where, this time:* Annexe ${CANARY}`
  expect(await status(ben)).toContain(words)
  await world.simulator.openHome(ben.id)
  await until(() => JSON.stringify(world.simulator.home(ben.id) ?? '').includes(words), 'Home')
  await travelTo(world, '2027-01-13T18:30:00Z')
  const reminder = await message(() => posts(world), '*Our first session: ')
  expect(reminder.text).toContain(`no reason is needed.\n${words}`)
})

test('somebody who is invited sees no place until they are on the roster', async () => {
  const before = posts(world).length
  const list = await whispered(world, ruth, () => type(world, ruth, 'interest'))
  await opened(world, ruth, () => press(world, ruth, list, 'Invite from the interest list'), 'Interest list')
  await submit(world, ruth, fields({ people0: { selected_options: [{ value: isla.id }] } }))
  const invitation = await message(() => privately(world, isla), 'and you are invited')
  const joining = await opened(
    world,
    isla,
    () => press(world, isla, invitation, 'Yes, I would like to join'),
    'Join the group',
  )
  await world.simulator.openHome(isla.id)
  await world.bot.settled()
  const seen = [privately(world, isla), joining.view, world.simulator.home(isla.id)]
  expect(JSON.stringify(seen)).not.toContain(CANARY)
  expect(posts(world)).toHaveLength(before)
  await submit(world, isla, fields({ agree: { selected_options: [{ value: 'yes' }] } }))
  await message(() => privately(world, ruth), `<@${isla.id}> would like to join and is on the roster now.`)
  await world.simulator.joinChannel(world.channelId, isla.id, ruth.id)
  await world.bot.settled()
  expect(await status(isla)).toContain(CANARY)
})

test('no place stands on a lock screen, in the log, or in the database as it was typed', async () => {
  await world.bot.settled()
  const posted = world.simulator.calls().filter(({ method }) => method === 'chat.postMessage')
  const showing = posted.filter(({ args }) => JSON.stringify(args.blocks).includes(CANARY))
  expect(showing.length).toBeGreaterThan(2)
  expect(posted.filter(({ args }) => /brimstone|Kitchen/.test(String(args.text)))).toEqual([])
  expect(posted.filter(({ args }) => args.unfurl_links === true || args.unfurl_media === true)).toEqual([])
  expect(log.length).toBeGreaterThan(5)
  expect(log.filter((line) => /brimstone|Kitchen/.test(line))).toEqual([])
  expect(JSON.stringify([...(await wholeDatabase(world.database.url))])).not.toMatch(/brimstone|Kitchen/)
})
