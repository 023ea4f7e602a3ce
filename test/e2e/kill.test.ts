import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Message } from '#simulator/contract.ts'
import { emojiOf, markOf } from '#slack/emoji.ts'
import { nextDue } from '#usecases/due.ts'
import {
  type DangerousWorld,
  type Deed,
  doWithKills,
  startDangerousWorld,
} from '../support/bot-process-world.ts'
import { fields, pollPages } from '../support/story.ts'
import { daysBefore, wallTime } from '../support/timeline.ts'
import { person, posts, press, privately, submit, type, until } from '../support/world.ts'

const seed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000)
const chance = randomness(seed)
const LONG = { timeout: 120_000 }
/** Each goes past the time after which an unclear message is decided about. */
const ROUNDS_TO_CLEAR_UP = 6

let world: DangerousWorld
beforeAll(async () => {
  console.log(`To see the same kills again: KILL_SEED=${seed}`)
  world = await startDangerousWorld({ members: 4 })
  // Slack takes its time to answer, so that many kills fall between a call and its answer.
  world.simulator.addFault({ method: 'chat.postMessage', kind: 'late', seconds: 0.2, times: 10_000 })
})
afterAll(() => world.stop())

const db = () => world.database.db
const ruth = () => person(world, 'Ruth')
const withKills = (kills: number, deed: Deed) => doWithKills(world, deed, kills, chance)

test('a group is set up', LONG, async () => {
  await withKills(1, { act: () => type(world, ruth(), 'setup'), isDone: () => sees('Set up your group') })
  await withKills(2, {
    act: () => submit(world, ruth(), fields({ minimum: { value: '2' } })),
    isDone: async () => (await db().group.count()) === 1,
  })
  await clearUp()
})

test('a poll is opened', LONG, async () => {
  const window = { sessions: { value: '3' }, until: { selected_date: '2027-02-28' } }
  await withKills(1, { act: () => type(world, ruth(), 'schedule'), isDone: () => sees('Find dates') })
  await withKills(1, {
    act: () => submit(world, ruth(), fields(window)),
    isDone: () => sees('Dates to ask about'),
  })
  await withKills(2, {
    act: () => submit(world, ruth()),
    isDone: async () => (await db().poll.count()) === 1,
  })
  await clearUp()
  // Each once; one whose answer was lost is said after those that it did not hold back.
  expect(pollPages(world).map(headingOf).toSorted()).toEqual(PAGE_HEADINGS.toSorted())
})

test('what a killed bot was saying is taken over within fifteen seconds', LONG, async () => {
  const nudges = () => said().filter(({ text }) => text.includes('not heard from you yet'))
  await type(world, ruth(), 'remind')
  await until(() => nudges().length > 0, 'the bot to speak')
  await world.kill()
  expect(world.interrupted.size).toBeGreaterThan(0)
  const killedAt = performance.now()
  await world.start()
  await world.bot.settled()
  const seconds = (performance.now() - killedAt) / 1000
  console.log(`taken over after ${seconds.toFixed(1)} s`)
  expect(seconds).toBeLessThan(15)
  await clearUp()
  expect(new Set(nudges().map(({ to }) => to)).size).toBe(5)
})

test('answers are counted, those too that are given while no bot runs', LONG, async () => {
  for (const [index, name] of ['Ruth', 'Amara', 'Ben', 'Chloe'].entries()) {
    await withKills(
      1,
      once(() => tapDates(name, index)),
    )
  }
  while (await goToNextDue(2));
  const shown = shownAnswers()
  expect(shown.length).toBeGreaterThan(25)
  expect(await countedAnswers()).toEqual(shown)
})

test('a run is fixed', LONG, async () => {
  const offer = () =>
    privately(world, ruth()).findLast(({ text }) => text.includes('possible attendances')) as Message
  await withKills(2, {
    act: () => press(world, ruth(), offer(), 'Fix A'),
    isDone: async () => (await db().session.count()) === 3,
  })
  await clearUp()
})

test('everything that is due until the bus stop is said', LONG, async () => {
  while (await goToNextDue(1));
  const told = said().map(({ to, on, text }) => `${on} ${to}: ${text}`)
  for (const { on, to, words } of await expected()) {
    const isTold = said().some((each) => each.on === on && each.to === to && each.text.includes(words))
    expect(isTold, `${on} ${to}: ${words}\namong\n${told.join('\n')}`).toBe(true)
  }
})

test(
  'nothing is lost, and twice is said only what was interrupted between the call to Slack and its answer',
  LONG,
  async () => {
    const deliveries = await db().delivery.findMany()
    const times = new Map(
      deliveries.map(({ id, nonce }) => [id, said().filter((each) => each.nonce === nonce).length]),
    )
    const wrong = deliveries.filter(({ id, status }) => (times.get(id) ?? 0) < 1 || status !== 'sent')
    // A question that answered itself, and the notes that a reminder was not missed and that there were enough people.
    const unneeded = ['isItThere', 'reminderMissed', 'belowMinimum']
    const moot = wrong.filter(({ status, about }) => status === 'skipped' && unneeded.includes(kindOf(about)))
    const named = ({ status, about }: (typeof wrong)[number]) => `${status} ${JSON.stringify(about)}`
    expect(wrong.filter((each) => !moot.includes(each)).map(named)).toEqual([])
    const twice = deliveries.filter(({ id }) => (times.get(id) ?? 0) > 1)
    console.log(
      `${world.kills()} kills: ${deliveries.length} messages, ${world.interrupted.size} interrupted, ` +
        `${twice.length} of them said again although they were there, none lost`,
    )
    expect(twice.filter(({ id }) => !world.interrupted.has(id)).map(named)).toEqual([])
    expect(twice.filter(({ about }) => ['pollPage', 'runCard'].includes(kindOf(about)))).toEqual([])
  },
)

const MONTHS = ['January', 'February']
const PAGE_HEADINGS = MONTHS.map((month) => `*Dates for our next run: ${month} 2027*`)
const RUN_CARD = '*Our run of three*'

function headingOf({ text }: { text: string }): string {
  return text.split('\n')[0] ?? ''
}

function kindOf(about: unknown): string {
  return (about as { kind: string }).kind
}

function sees(title: string): boolean {
  const view = world.simulator.openView(ruth().id)?.view
  return view !== undefined && 'title' in view && view.title.text === title
}

/** A deed that has worked when it ends without an error. */
function once(act: () => Promise<unknown>): Deed {
  let isDone = false
  return {
    isDone: () => isDone,
    act: async () => {
      await act()
      isDone = true
    },
  }
}

/** Taps about two in three of the numbers, and takes one in nine back. Whether a bot hears it or not. */
async function tapDates(name: string, index: number): Promise<void> {
  const { simulator, channelId } = world
  for (const [page, message] of pollPages(world).entries()) {
    const dates = message.text.split('\n').filter((line) => /^\*\d+\.\*/.test(line))
    for (const mark of dates.keys()) {
      if ((index * 7 + page * 3 + mark) % 3 === 0) continue
      const tap = { userId: person(world, name).id, channelId, ts: message.ts, name: emojiOf(mark + 1) }
      await simulator.react(tap)
      if ((index + mark) % 9 === 0) await simulator.unreact(tap)
    }
  }
}

/** Moves the clock to the next thing due, with kills; answers whether there was one. */
async function goToNextDue(kills: number): Promise<boolean> {
  const due = await nextDue(world.bot.context())
  if (!due) return false
  world.clock.set(due.at)
  await withKills(kills, once(world.bot.tickNow))
  await clearUp()
  return true
}

/** Waits until all is said, and lets the time pass after which unclear messages are decided about. */
async function clearUp(): Promise<void> {
  await world.bot.tickNow()
  await world.bot.settled()
  const unclear = () => db().delivery.count({ where: { status: { in: ['sending', 'unknown'] } } })
  for (let round = 0; (await unclear()) > 0; round += 1) {
    expect(round, 'messages stay unclear').toBeLessThan(ROUNDS_TO_CLEAR_UP)
    await world.moveTo(world.clock.now().plus({ minutes: 3 }))
    await lookIntoTheChannel()
    await world.bot.settled()
  }
}

/** The convenor answers what the bot cannot know: whether a page of the poll or the run card is there. */
async function lookIntoTheChannel(): Promise<void> {
  for (const { id, about } of await db().delivery.findMany({ where: { status: 'unknown' } })) {
    const question = privately(world, ruth()).findLast(({ blocks }) => JSON.stringify(blocks).includes(id))
    if (!question) continue
    const heading =
      kindOf(about) === 'runCard' ? RUN_CARD : (PAGE_HEADINGS[(about as { page: number }).page - 1] ?? '')
    const found = posts(world).find(({ text }) => text.startsWith(heading))
    await press(world, ruth(), question, found ? 'It is there' : 'Post it')
    const decided = async () => (await db().delivery.findUnique({ where: { id } }))?.status !== 'unknown'
    await until(decided, 'the convenor’s answer to be kept')
    const { channelId } = world
    if (found) await world.simulator.react({ userId: ruth().id, channelId, ts: found.ts, name: 'wave' })
  }
}

type Said = { to: string; on: string; text: string; nonce: string | undefined }

/** Every message that the workspace accepted, with the day in the group's zone. */
function said(): Said[] {
  const accepted = world.simulator
    .calls()
    .filter(({ method, answer }) => method === 'chat.postMessage' && answer.ok === true)
  return accepted.map(({ at, args }) => ({
    to: world.people.find(({ id }) => id === args.channel)?.realName ?? 'channel',
    on: wallTime(at.getTime(), 'Europe/London').slice(0, 10),
    text: String(args.text),
    nonce: (args.blocks as { block_id?: string }[])[0]?.block_id,
  }))
}

const ORDINALS = ['first', 'second', 'third', 'fourth']

/** What must have been said, worked out from the dates alone. */
async function expected(): Promise<{ to: string; on: string; words: string }[]> {
  const sessions = await db().session.findMany({ orderBy: { startsAt: 'asc' } })
  const days = sessions.map(({ on }) => on.toISOString().slice(0, 10))
  const [first = '', , last = ''] = days
  const everybody = world.people.map(({ realName }) => realName)
  return [
    { on: '2027-01-04', to: 'channel', words: 'Hello. I look after the diary' },
    ...PAGE_HEADINGS.map((words) => ({ on: '2027-01-04', to: 'channel', words })),
    { on: '2027-01-09', to: 'Dan', words: 'not heard from you yet' },
    { on: '2027-01-11', to: 'Ruth', words: 'possible run' },
    { on: '2027-01-11', to: 'channel', words: RUN_CARD },
    ...days.flatMap((on, index) => [
      { on: daysBefore(on, 7), to: 'channel', words: `*Our ${ORDINALS[index]} session: ` },
      { on: daysBefore(on, 1), to: 'channel', words: `*Our ${ORDINALS[index]} session: ` },
      ...(on === last ? [] : [{ on, to: 'channel', words: `*Next: our ${ORDINALS[index + 1]} session, ` }]),
    ]),
    ...everybody.map((to) => ({ on: first, to, words: 'then we reach the bus stop' })),
    { on: last, to: 'channel', words: 'That was the last of our three sessions' },
    { on: last, to: 'Ruth', words: '*The bus stop.' },
  ]
}

/** `name page.mark` for every number that a member has left under a page, as anybody can see in the channel. */
function shownAnswers(): string[] {
  const names = new Map(world.people.map(({ id, realName }) => [id, realName]))
  const all = pollPages(world).flatMap((page) =>
    page.reactions.flatMap(({ name, userIds }) =>
      userIds
        .filter((id) => names.has(id) && markOf(name) !== undefined)
        .map((id) => `${names.get(id)} ${PAGE_HEADINGS.indexOf(headingOf(page)) + 1}.${markOf(name)}`),
    ),
  )
  return all.sort()
}

/** The same as the bot has counted it. */
async function countedAnswers(): Promise<string[]> {
  const names = new Map(world.people.map(({ id, realName }) => [id, realName]))
  const include = { pollDate: true, member: true }
  const rows = await db().answer.findMany({ where: { value: 'can' }, include })
  return rows
    .map(({ member, pollDate }) => `${names.get(member.slackUserId)} ${pollDate.page}.${pollDate.mark}`)
    .sort()
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function randomness(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
