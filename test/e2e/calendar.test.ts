import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#simulator/contract.ts'
import { calendarClient } from '../support/calendar-client.ts'
import {
  afterSession,
  chooseAtStop,
  closeStop,
  daysLater,
  planRun,
  pressBeside,
  sessionsNow,
} from '../support/renewal-story.ts'
import { answerAll, answerAndFix, closePoll, message, openPoll, setUp } from '../support/story.ts'
import {
  freePort,
  opened,
  person,
  posts,
  press,
  privately,
  startWorld,
  type,
  until,
  type World,
  whispered,
} from '../support/world.ts'

const ROSTER = ['Ruth', 'Amara', 'Ben', 'Chloe']

let world: World
let ruth: Person
let amara: Person
/** Amara's address, and what the calendar that follows it has heard. */
let address: string
let etag: string | null = null
const calendar = calendarClient()

beforeAll(async () => {
  const port = await freePort()
  world = await startWorld({
    members: 3,
    calendar: { url: `http://127.0.0.1:${port}`, port, host: '127.0.0.1' },
  })
  ruth = person(world, 'Ruth')
  amara = person(world, 'Amara')
  await setUp(world, { minimum: { value: '2' }, sessionsPerRun: { value: '4' } })
})
afterAll(() => world.stop())

/** The calendar asks again, as calendars do, and takes what is new. */
async function look(): Promise<number> {
  const answer = await fetch(address, { headers: etag ? { 'if-none-match': etag } : {} })
  if (answer.status === 200) {
    etag = answer.headers.get('etag')
    calendar.take(await answer.text())
  }
  return answer.status
}

/** What a calendar shows that follows the group's sessions, by the database alone. */
async function sessions(): Promise<string[]> {
  const rows = await world.database.db.session.findMany({
    where: { status: 'firm' },
    orderBy: { startsAt: 'asc' },
  })
  return rows.map(
    ({ number, startsAt }) => `Session ${number} CONFIRMED ${startsAt.toISOString().slice(0, 16)}`,
  )
}

const wordsOf = (who: Person) => JSON.stringify(world.simulator.openView(who.id)?.view.blocks)

/** Somebody asks for an address, or for a new one, and reads it in the window that opens. */
async function makeAddress(who: Person, label: string): Promise<string> {
  const answer = await whispered(world, who, () => type(world, who, 'calendar'))
  await opened(world, who, () => press(world, who, answer, label), 'Support group')
  await until(() => wordsOf(who).includes('.ics'), 'the address')
  return /`(http[^`]+\.ics)`/.exec(wordsOf(who))?.[1] ?? ''
}

describe('before dates are fixed', () => {
  test('a member gets an address that nobody else sees, and links for their calendar', async () => {
    const answer = await whispered(world, amara, () => type(world, amara, 'calendar'))
    expect(answer.text).toContain('No dates are fixed yet')
    expect(answer.text).toContain('it needs an address, which I make for you alone')
    address = await makeAddress(amara, 'Make an address')
    expect(wordsOf(amara)).toContain('<https://calendar.google.com/calendar/r/settings/addbyurl|')
    for (const host of ['outlook.live.com', 'outlook.office.com'])
      expect(wordsOf(amara)).toContain(
        `https://${host}/calendar/0/addfromweb?url=${encodeURIComponent(address)}`,
      )
    expect(wordsOf(amara)).toContain('like a key')
    expect(wordsOf(amara)).toContain('a day late')
    const said = JSON.stringify([
      posts(world),
      ...world.people.map((who) => [
        privately(world, who),
        world.simulator.messages(world.channelId, who.id),
      ]),
    ])
    expect(said).not.toContain(address)
  })

  test('it is empty first, and holds the dates that she can make as soon as she has said so', async () => {
    expect(await look()).toBe(200)
    expect(calendar.shows()).toEqual([])
    expect(await look()).toBe(304)
    await openPoll(world)
    await answerAll(world, 'Amara', 'All: can')
    expect(await look()).toBe(200)
    expect(calendar.shows().length).toBeGreaterThan(10)
    expect(calendar.shows().every((each) => each.startsWith('Session (date on hold) TENTATIVE '))).toBe(true)
  })
})

describe('a run', () => {
  test('takes the place of the dates on hold when it is fixed', async () => {
    await answerAndFix(world)
    expect(await look()).toBe(200)
    expect(await sessions()).toHaveLength(4)
    expect(calendar.shows()).toEqual(await sessions())
    expect(await look()).toBe(304)
  })

  test('moves one of its dates, under the same UID', async () => {
    const second = [...calendar.events.values()].find(({ summary }) => summary === 'Session 2')
    await secondFalls('Move it')
    await until(async () => (await sessions()).length === 3, 'the date to fall')
    expect(await look()).toBe(200)
    expect(calendar.events.get(second?.uid ?? '')?.status).toBe('CANCELLED')
    await closePoll(world, ruth)
    await press(world, ruth, await message(() => privately(world, ruth).slice(-1), '*A'), 'Fix A')
    await until(async () => (await sessions()).length === 4, 'the new date')
    expect(await look()).toBe(200)
    expect(calendar.shows()).toEqual(await sessions())
    const now = calendar.events.get(second?.uid ?? '')
    expect(now?.start).not.toBe(second?.start)
    expect(now?.status).toBe('CONFIRMED')
  })

  test('skips one, which calendars hear of as cancelled', async () => {
    await secondFalls('Skip it')
    await until(async () => (await sessions()).length === 3, 'the session to be skipped')
    expect(await look()).toBe(200)
    expect(calendar.shows()).toEqual(await sessions())
  })

  test('of another member shows the same sessions, and nothing of who answered', async () => {
    const ben = await makeAddress(person(world, 'Ben'), 'Make an address')
    const other = calendarClient()
    const text = await (await fetch(ben)).text()
    other.take(text)
    expect(other.shows()).toEqual(await sessions())
    expect(text).not.toMatch(/circle|Ruth|Amara|Ben|Chloe|<@|attend/i)
    for (const { id } of world.people) expect(text).not.toContain(id)
    expect(text).not.toContain(world.channelId)
  })

  test('keeps its address where Slack opens no window that could show a new one', async () => {
    const answer = await whispered(world, amara, () => type(world, amara, 'calendar'))
    world.simulator.addFault({ method: 'views.open', kind: 'internalError' })
    const told = await whispered(world, amara, () => press(world, amara, answer, 'Make a new address'))
    expect(told.text).toMatch(/^That did not work, or I could not show that it did\./)
    expect((await fetch(address)).status).toBe(200)
  })

  test('has a new address at a press, and the old one is worth nothing from then on', async () => {
    const old = address
    address = await makeAddress(amara, 'Make a new address')
    expect(address).not.toBe(old)
    expect((await fetch(old)).status).toBe(404)
    etag = null
    expect(await look()).toBe(200)
    expect(calendar.shows()).toEqual(await sessions())
  })

  test('comes to its bus stop, and the next run follows in the same calendar', async () => {
    await afterSession(world, (await sessionsNow(world)).length)
    for (const name of ROSTER) if (name !== 'Ben') await chooseAtStop(world, name, 'Staying')
    const ben = await makeAddress(person(world, 'Ben'), 'Make a new address')
    expect((await fetch(ben)).status).toBe(200)
    await chooseAtStop(world, 'Ben', 'Getting off at this stop')
    expect((await fetch(ben)).status).toBe(200)
    await daysLater(world, 1)
    await closeStop(world, 'Ruth')
    expect((await fetch(ben)).status).toBe(404)
    expect(await look()).toBeLessThan(400)
    await planRun(world, 'Ruth', ['Ruth', 'Amara', 'Chloe'])
    expect(await look()).toBe(200)
    expect(calendar.shows()).toEqual(await sessions())
    expect(calendar.shows().length).toBeGreaterThan(5)
  })
})

test('whoever stops the address, or has everything deleted, ends it at once', async () => {
  const chloe = person(world, 'Chloe')
  const hers = await makeAddress(chloe, 'Make an address')
  const answer = await whispered(world, amara, () => type(world, amara, 'calendar'))
  const heard = await whispered(world, amara, () => press(world, amara, answer, 'Stop the address'))
  expect(heard.text).toContain('The address has stopped.')
  expect(await look()).toBe(404)
  expect((await fetch(hers)).status).toBe(200)
  const asked = await whispered(world, chloe, () => type(world, chloe, 'forgetme'))
  await press(world, chloe, asked, 'Delete everything')
  await world.bot.settled()
  await until(async () => (await fetch(hers)).status === 404, 'the address to be gone')
})

test('in all this no sequence fell, and nothing changed of which a calendar could not hear', () => {
  expect(calendar.complaints).toEqual([])
  expect(calendar.events.size).toBeGreaterThan(10)
})

/** Ruth says that the date of the second session to come cannot be kept, and chooses what becomes of it. */
async function secondFalls(label: string): Promise<void> {
  const coming = await whispered(world, ruth, () => type(world, ruth, 'replan'))
  const asked = await whispered(world, ruth, () => pressBeside(world, 'Ruth', coming, 1))
  await press(world, ruth, asked, label)
  await world.bot.settled()
}
