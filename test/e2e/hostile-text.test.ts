import fc from 'fast-check'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NAME_AT_MOST } from '#domain/group.ts'
import { charactersOf, cleaned } from '#domain/typed-text.ts'
import type { Person } from '#simulator/contract.ts'
import { type Inline, type Part, parseMrkdwn } from '#simulator/page/mrkdwn-parse.ts'
import { COMMANDS } from '#slack/command.ts'
import { CANARY, HOSTILE_TEXTS, hiddenIn, hostileText, MINUTES_MS } from '../support/hostile-text.ts'
import { answerAndFix, fields, openPoll, setUp } from '../support/story.ts'
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

/** A few of many, because each goes through Slack, the bot and the database and back. */
const NAMES = HOSTILE_TEXTS / 1000
/** Everything at once, and no longer than a name may be. */
const WORST = `<!channel>*${CANARY}* <@U1>\u202e_x_ ${'`'}https://a.example\n> =1+1;`

/** What Slack's own field takes. */
const typeable = hostileText.filter(
  (text) =>
    text.trim() !== '' && text.length <= 2 * NAME_AT_MOST && text.isWellFormed() && !text.includes('\0'),
)

let world: World
let ruth: Person
let isla: Person
let lobby: string
const log: string[] = []

/** A group whose name would like to be everything else, with dates that are fixed. */
beforeAll(async () => {
  const lines = { write: (line: string) => void log.push(line) }
  world = await startWorld({ members: 3, others: 2, log: pino({ level: 'trace' }, lines) })
  ruth = person(world, 'Ruth')
  isla = person(world, 'Isla')
  const everybody = [...world.people, ...world.interested].map(({ id }) => id)
  lobby = world.simulator.addChannel({ name: 'lobby', kind: 'public', memberIds: everybody }).id
  await setUp(world, { name: { value: WORST }, minimum: { value: '2' } })
  await openPoll(world, { sessions: { value: '3' }, until: { selected_date: '2027-03-14' } })
  await answerAndFix(world)
})
afterAll(() => world.stop())

const answer = (who: Person, text: string, channelId = lobby) =>
  whispered(world, who, () => type(world, who, text, channelId), channelId)

async function nameNow(): Promise<string> {
  return (await world.bot.context().db.group.findFirstOrThrow()).name
}

/** What the settings say after somebody has typed a name into them; null where that is refused beside the field. */
async function rename(name: string): Promise<string | null> {
  const form = await opened(world, ruth, () => type(world, ruth, 'settings'), 'Settings')
  await submit(world, ruth, fields({ name: { value: name } }))
  const view = () => world.simulator.openView(ruth.id)
  const isSaved = () => JSON.stringify(view()?.view.blocks ?? '').includes('The settings are saved.')
  await until(() => isSaved() || Object.keys(view()?.errors ?? {}).length > 0, 'the form’s answer')
  const outcome = isSaved() ? await nameNow() : null
  await world.simulator.closeView({ userId: ruth.id, viewId: view()?.id ?? form.id })
  return outcome
}

test(
  `${NAMES} hostile names are kept as they can be seen, or refused beside the field`,
  async () => {
    for (const text of fc.sample(typeable, NAMES)) {
      const clean = cleaned(text)
      const isName = clean !== '' && charactersOf(clean) <= NAME_AT_MOST
      expect(await rename(text)).toBe(isName ? clean : null)
      await world.simulator.openHome(ruth.id)
      await answer(ruth, 'status', world.channelId)
    }
    expect(await rename(WORST)).toBe(cleaned(WORST))
  },
  MINUTES_MS,
)

test('a channel whose name is longer than one may be gives the form a name that is not', async () => {
  const name = `\u202e${'👨‍👩‍👧'.repeat(20)} ${CANARY}`
  const memberIds = [ruth.id, world.simulator.botUserId]
  const odd = world.simulator.addChannel({ name, kind: 'private', memberIds })
  const form = await opened(world, ruth, () => type(world, ruth, 'setup', odd.id), 'Set up your group')
  expect(JSON.stringify(form.view.blocks)).toContain(`"initial_value":"${'👨‍👩‍👧'.repeat(11)}…"`)
  await world.simulator.closeView({ userId: ruth.id, viewId: form.id })
})

test.each(COMMANDS.map(({ name }) => name))('`%s` is not moved by anything that follows it', async (name) => {
  for (const text of [WORST, ...fc.sample(hostileText, 3)]) {
    expect((await answer(isla, `${name} ${text}`)).text).not.toMatch(/number: [A-Z2-9]{4}-/)
  }
})

test('the group is shown to those who know it, and told of to who is invited', async () => {
  const { text } = await answer(ruth, 'interest', world.channelId)
  const [, word = ''] = text.match(/interest ([a-z0-9-]+)`/) ?? []
  expect((await answer(isla, `interest ${word}`)).text).toContain(CANARY)
  const list = await answer(ruth, 'interest', world.channelId)
  await opened(world, ruth, () => press(world, ruth, list, 'Invite from the interest list'), 'Interest list')
  await submit(world, ruth, { people0: { people0: { selected_options: [{ value: isla.id }] } } })
  await until(
    () => privately(world, isla).some((each) => JSON.stringify(each).includes(CANARY)),
    'the invitation',
  )
  await answer(person(world, 'Ben'), 'leave')
  for (const { id } of [...world.people, ...world.interested]) await world.simulator.openHome(id)
})

test('a calendar file holds nothing that somebody typed, in short lines without controls', async () => {
  const amara = person(world, 'Amara')
  const card = posts(world).find(({ text }) => text.startsWith('*Our run of'))
  await press(world, amara, card as never, 'Calendar file')
  const file = () => privately(world, amara).flatMap(({ files }) => files)[0]
  await until(() => file() !== undefined, 'the calendar file')
  const { content = '' } = file() ?? {}
  expect(content).not.toContain(CANARY)
  expect(hiddenIn(content.replaceAll('\r\n', ''))).toEqual([])
  expect(Math.max(...content.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
})

/** Every text that the bot has sent to Slack in whatever way, and whether Slack reads what markup in it. */
function textsIn(value: unknown, key = ''): { text: string; kind: 'plain' | 'verbatim' | 'markup' }[] {
  if (typeof value === 'string') return key === 'text' ? [{ text: value, kind: 'markup' }] : []
  if (typeof value !== 'object' || value === null) return []
  const { type, text, verbatim, parse } = value as Record<string, unknown>
  if (type === 'plain_text') return [{ text: String(text), kind: 'plain' }]
  if (type === 'mrkdwn') return [{ text: String(text), kind: verbatim ? 'verbatim' : 'markup' }]
  // Beside blocks Slack shows the text nowhere but in notifications, where nothing is a link.
  const isBare = parse === 'none' || 'blocks' in value
  if (isBare && typeof text === 'string') {
    const rest = Object.entries(value).filter(([name]) => name !== 'text')
    return [{ text, kind: 'verbatim' }, ...rest.flatMap(([name, inner]) => textsIn(inner, name))]
  }
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, name))
}

type Item = Inline | Part

const flat = (items: readonly Item[]): Item[] =>
  items.flatMap((item) => [item, ...('children' in item ? flat(item.children) : [])])

/** Where the next session can be added to a calendar: the only links of the bot. */
const CALENDARS = /^https:\/\/(calendar\.google\.com|outlook\.live\.com)\/calendar\/[\w/?=&%+;.-]+$/

test('so nothing has reached Slack that calls anybody, leads anywhere, or hides', async () => {
  const shown = [...world.people, ...world.interested].flatMap(({ id }) => [
    ...world.simulator.messages(lobby, id),
    ...world.simulator.messages(world.channelId, id),
    ...world.simulator.directMessages(id),
  ])
  const texts = [...world.simulator.calls().map(({ args }) => args), ...shown].flatMap((each) =>
    textsIn(each),
  )
  expect(texts.filter(({ text }) => text.includes(CANARY)).length).toBeGreaterThan(10)
  expect(texts.filter(({ text }) => hiddenIn(text.replaceAll('\n', '')).length > 0)).toEqual([])
  const ids = [...world.people, ...world.interested].map(({ id }) => id)
  const channels = world.simulator.channels().map(({ id }) => id)
  const reaching = texts
    .filter(({ kind }) => kind !== 'plain')
    .flatMap(({ text, kind }) => flat(parseMrkdwn(text, kind === 'verbatim')))
    .filter((item) => {
      if (item.kind === 'user') return !ids.includes(item.id)
      if (item.kind === 'channel') return !channels.includes(item.id)
      if (item.kind === 'date') return item.url !== undefined
      if (item.kind === 'link') return item.url.includes(CANARY) || !CALENDARS.test(item.url)
      return ['broadcast', 'italic', 'strike', 'pre', 'quote'].includes(item.kind)
    })
  expect(reaching).toEqual([])
  const posted = world.simulator.calls().filter(({ method }) => /^chat\.(post|upd)/.test(method))
  const naming = posted.filter(({ args }) => JSON.stringify(args).includes(CANARY))
  expect(naming.length).toBeGreaterThan(1)
  expect(naming.filter(({ args }) => args.parse !== 'none')).toEqual([])
})

test('a notification names nobody, and what is read aloud of the same message afterwards says all', async () => {
  await world.bot.settled()
  const posted = world.simulator.calls().filter(({ method }) => method === 'chat.postMessage')
  expect(posted.length).toBeGreaterThan(5)
  expect(
    posted.map(({ args }) => String(args.text)).filter((text) => /<[@#]/.test(text) || text.includes(CANARY)),
  ).toEqual([])
  const [introduction] = posts(world)
  expect(introduction?.text).toContain(`Hello. I look after the diary of *&lt;!channel&gt;∗${CANARY}∗`)
  expect(introduction?.text).toContain(`<@${ruth.id}> convenes the group.`)
  const [invitation] = privately(world, isla)
  expect(invitation?.text).toMatch(new RegExp(`^A place is free in .*${CANARY}.*, and you are invited`))
})

test('nor stands any of it in the log, in what travels with a message, or anywhere in the database but as the name', async () => {
  expect(log.length).toBeGreaterThan(5)
  expect(log.filter((line) => line.includes(CANARY))).toEqual([])
  const travelling = world.simulator.calls().map(({ args }) => JSON.stringify(args.metadata ?? ''))
  expect(travelling.filter((each) => each.includes(CANARY))).toEqual([])
  const holders = [...(await wholeDatabase(world.database.url))].flatMap(([table, rows]) =>
    rows.flatMap(({ row }) =>
      Object.entries(row)
        .filter(([, value]) => JSON.stringify(value)?.includes(CANARY))
        .map(([column]) => `${table}.${column}`),
    ),
  )
  expect(holders.filter((each) => each !== 'public.groups.name')).toEqual([])
})
