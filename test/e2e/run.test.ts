import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { markOf } from '#slack/emoji.ts'
import { nextDue } from '#usecases/due.ts'
import { daysBefore, type Said, timeline } from '../support/timeline.ts'
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
} from '../support/world.ts'

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July']

describe.each(['socket', 'http'] as const)('a whole run of eight, over %s', (transport) => {
  let world: World
  /** What members can make, as they tapped it: name → `page.mark`. */
  const truth = new Map<string, Set<string>>()

  beforeAll(async () => {
    world = await startWorld({ transport, startAt: '2027-01-04T09:00:00Z' })
  })
  afterAll(() => world.stop())

  test('begins with a set-up that the group is told of once', async () => {
    const ruth = person(world, 'Ruth')
    await opened(world, ruth, () => type(world, ruth, 'setup'), 'Set up your group')
    await submit(world, ruth)
    await world.bot.settled()
    expect(posts(world).map((post) => post.text)).toEqual([
      expect.stringContaining('Hello. I look after the diary'),
    ])
  })

  test('asks about a month in each message, in order, with a number to tap for every date', async () => {
    const ruth = person(world, 'Ruth')
    await opened(world, ruth, () => type(world, ruth, 'schedule'), 'Find dates')
    await submit(world, ruth)
    await submit(world, ruth)
    await world.bot.settled()
    const pages = pollPages(world)
    expect(pages.map((page) => page.text.split('\n')[0])).toEqual(
      MONTHS.map((month) => `*Dates for our next run: ${month} 2027*`),
    )
    for (const page of pages) {
      const dates = page.text.split('\n').filter((line) => /^\*\d+\.\*/.test(line))
      expect(dates.length).toBeLessThanOrEqual(10)
      expect(page.reactions.map((each) => markOf(each.name))).toEqual(dates.map((_, index) => index + 1))
    }
  })

  test('counts what members tap and what they choose on the form, and nothing else', async () => {
    const { simulator } = world
    const voters = world.people.filter(({ realName }) => !['Ruth', 'Hannah'].includes(realName))
    for (const [index, who] of voters.entries()) {
      const own = new Set<string>()
      truth.set(who.realName, own)
      for (const [page, message] of pollPages(world).entries()) {
        for (const [mark, reaction] of message.reactions.entries()) {
          if ((index * 7 + page * 3 + mark) % 4 === 0) continue
          const tapped = { userId: who.id, channelId: world.channelId, ts: message.ts, name: reaction.name }
          await simulator.react(tapped)
          own.add(`${page + 1}.${mark + 1}`)
          if ((index + mark) % 9 === 0) {
            await simulator.unreact(tapped)
            own.delete(`${page + 1}.${mark + 1}`)
          }
        }
      }
    }
    await answerAllOnTheForm(world, 'Ruth', 'All: can')
    truth.set('Ruth', new Set(allMarks(world)))
    await makeNoise(world)
    await until(() => wrongCounts(world, truth).length === 0, 'the counts to follow')
    await world.bot.settled()
    expect(wrongCounts(world, truth)).toEqual([])
    const edits = pollPages(world).map((page) => page.edits)
    const taps = [...truth.values()].reduce((sum, own) => sum + own.size, 0)
    expect(edits.reduce((sum, count) => sum + count, 0)).toBeLessThan(taps / 2)
  })

  test('asks only the one who has said nothing, privately, 48 hours before closing', async () => {
    await toNextDue(world)
    const nudges = timeline(world).filter((said) => said.text.includes('not heard from you yet'))
    expect(nudges.map(({ to, at }) => ({ to, at }))).toEqual([{ to: 'Hannah', at: '2027-01-09 20:00' }])
  })

  test('closes at its time and offers the convenor up to three runs, in words', async () => {
    await toNextDue(world)
    const ruth = person(world, 'Ruth')
    const offers = privately(world, ruth).filter((each) => each.text.includes('possible runs of eight'))
    expect(offers).toHaveLength(1)
    expect(offers[0]?.text).toMatch(/\*A, balanced \(recommended\).*:\* \d+ of 64 possible attendances/)
    expect(timeline(world).at(-1)).toMatchObject({ to: 'Ruth', at: '2027-01-11 20:00' })
    await expectTallyEqualToTruth(world, truth)
    expect(pollPages(world)[0]?.text).toContain('This poll is closed.')
    await press(world, ruth, offers[0] as NonNullable<(typeof offers)[0]>, 'Fix A')
    await until(() => posts(world).some((post) => post.text.startsWith('*Our run of eight*')), 'the run card')
    await world.bot.settled()
  })

  test('says each thing once, at its own wall minute, until the bus stop, across a clock change', async () => {
    const dates = await fixedDates(world)
    expect(dates).toHaveLength(8)
    expect(dates.some(({ on }) => on < '2027-03-28') && dates.some(({ on }) => on > '2027-03-28')).toBe(true)
    const before = timeline(world).length
    while (await toNextDue(world));
    expect(timeline(world).slice(before).map(summary).sort()).toEqual(expectedFrom(world, dates))
  })

  test('has posted nothing twice and asked Slack for nothing it may not', () => {
    const keys = timeline(world).map(({ to, text, at }) => `${to} ${at} ${text.slice(0, 60)}`)
    expect(new Set(keys).size).toBe(keys.length)
    expect(
      world.simulator
        .calls()
        .filter((call) => call.answer.ok !== true)
        .map((call) => call.method),
    ).toEqual([])
  })
})

/** A message in a few words. */
function summary({ to, text, at }: Said): string {
  const kinds: [RegExp, string][] = [
    [/^\*Our (\w+) session: /, 'reminder of the $1'],
    [/^\*Next: our (\w+) session, /, 'card before the $1'],
    [/^That was the last of our eight sessions/, 'run over'],
    [/We do not know yet whether you would like to travel on/, 'bus stop reminder'],
    [/^\w+ more sessions?, then we reach the bus stop/, 'bus stop question'],
    [/^\*The bus stop\./, 'bus stop summary'],
    [/^\*How helpful has the group been for you\?\*/, 'survey'],
    [/^The survey has closed with fewer than five answers\./, 'no result of the survey'],
  ]
  const kind = kinds.find(([pattern]) => pattern.test(text))
  const match = kind && text.match(kind[0])
  return `${at} ${to}: ${kind ? kind[1].replace('$1', match?.[1] ?? '') : text}`
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth']

/** What must have been said from the fixing on, worked out from the wall times alone. */
function expectedFrom(world: World, dates: { on: string; start: string; end: string }[]): string[] {
  const toAll = (at: string, what: string) => world.people.map(({ realName }) => `${at} ${realName}: ${what}`)
  const all = dates.flatMap(({ on, start, end }, index) => [
    `${daysBefore(on, 7)} ${start} channel: reminder of the ${ORDINALS[index]}`,
    `${daysBefore(on, 1)} ${start} channel: reminder of the ${ORDINALS[index]}`,
    ...(index < 7
      ? [`${on} ${end} channel: card before the ${ORDINALS[index + 1]}`]
      : [`${on} ${end} channel: run over`, `${on} ${end} Ruth: bus stop summary`]),
    ...(index === 5 ? toAll(`${on} ${end}`, 'bus stop question') : []),
    ...(index > 5 ? toAll(`${on} ${end}`, 'bus stop reminder') : []),
    // Half way and at the stop; nobody answers.
    ...(index === 3 || index === 7
      ? [...toAll(`${on} ${end}`, 'survey'), `${daysBefore(on, -7)} 20:00 Ruth: no result of the survey`]
      : []),
  ])
  return all.sort()
}

async function fixedDates(world: World) {
  const sessions = await world.database.db.session.findMany({ orderBy: { startsAt: 'asc' } })
  return sessions.map(({ on, startTime }) => ({
    on: on.toISOString().slice(0, 10),
    start: startTime,
    end: `${String(Number(startTime.slice(0, 2)) + 3).padStart(2, '0')}${startTime.slice(2)}`,
  }))
}

/** Moves the clock to just before the next thing due, where nothing may happen, and then to it. */
async function toNextDue(world: World): Promise<boolean> {
  const due = await nextDue(world.bot.context())
  if (!due) return false
  const said = timeline(world).length
  await world.moveTo(due.at.minus({ seconds: 1 }))
  expect(timeline(world)).toHaveLength(said)
  await world.moveTo(due.at)
  return true
}

function pollPages(world: World) {
  return posts(world).filter((post) => post.text.startsWith('*Dates for our next run'))
}

function allMarks(world: World): string[] {
  return pollPages(world).flatMap((page, index) =>
    page.reactions.map((_, mark) => `${index + 1}.${mark + 1}`),
  )
}

async function answerAllOnTheForm(world: World, name: string, label: string): Promise<void> {
  const who = person(world, name)
  const form = await opened(world, who, () => type(world, who, 'answers'), 'Dates you can make')
  const actionId = label === 'All: can' ? 'allCan' : 'allCannot'
  await world.simulator.press({ userId: who.id, target: { viewId: form.id }, actionId })
  await until(() => {
    const view = JSON.stringify(world.simulator.openView(who.id)?.view.blocks ?? '')
    return view.includes('you had answered 49 of 49 dates')
  }, 'all dates answered')
  await submit(world, who)
}

/** Reactions that are nobody's answer: other emoji, other messages. */
async function makeNoise(world: World): Promise<void> {
  const hannah = person(world, 'Hannah')
  const [page] = pollPages(world)
  const [introduction] = posts(world)
  const channelId = world.channelId
  for (const [ts, name] of [
    [page?.ts, 'heart'],
    [page?.ts, '+1'],
    [introduction?.ts, 'one'],
  ] as const) {
    await world.simulator.react({ userId: hannah.id, channelId, ts: ts ?? '', name })
  }
}

/** The dates in the messages whose count is not that of the reactions that can be seen, and of the form. */
function wrongCounts(world: World, truth: Map<string, Set<string>>): string[] {
  return pollPages(world).flatMap((page, index) =>
    page.text
      .split('\n')
      .filter((line) => /^\*\d+\.\*/.test(line))
      .filter((line) => {
        const mark = line.match(/^\*(\d+)\.\*/)?.[1]
        const can = [...truth.values()].filter((own) => own.has(`${index + 1}.${mark}`)).length
        return !line.endsWith(can === 0 ? '· no answers yet' : `· ${can} can`)
      }),
  )
}

async function expectTallyEqualToTruth(world: World, truth: Map<string, Set<string>>): Promise<void> {
  const names = new Map(world.people.map(({ id, realName }) => [id, realName]))
  const rows = await world.database.db.answer.findMany({
    where: { value: 'can' },
    include: { pollDate: true, member: true },
  })
  const stored = new Map<string, Set<string>>()
  for (const { member, pollDate } of rows) {
    const name = names.get(member.slackUserId) ?? ''
    stored.set(name, (stored.get(name) ?? new Set()).add(`${pollDate.page}.${pollDate.mark}`))
  }
  expect(sorted(stored)).toEqual(sorted(truth))
  const shown = new Map<string, Set<string>>()
  for (const [index, page] of pollPages(world).entries()) {
    for (const { name, userIds } of page.reactions) {
      for (const id of userIds.filter((each) => names.has(each) && markOf(name))) {
        const who = names.get(id) ?? ''
        shown.set(who, (shown.get(who) ?? new Set()).add(`${index + 1}.${markOf(name)}`))
      }
    }
  }
  const onForm = new Map([...truth].filter(([name]) => name === 'Ruth'))
  expect(sorted(new Map([...shown, ...onForm]))).toEqual(sorted(truth))
}

function sorted(answers: Map<string, Set<string>>): [string, string[]][] {
  return [...answers].map(([name, own]): [string, string[]] => [name, [...own].sort()]).sort()
}
