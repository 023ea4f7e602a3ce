import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Message, Person } from '#simulator/contract.ts'
import { answerAndFix, fields, message, openPoll, setUp, travelTo } from '../support/story.ts'
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

let world: World
let ruth: Person

/** Four members, a minimum of three, and three sessions; the first two are on 20 January and 7 February. */
beforeAll(async () => {
  world = await startWorld({ members: 3 })
  ruth = person(world, 'Ruth')
  await setUp(world, { minimum: { value: '3' }, places: { value: '5' } })
  await openPoll(world, { sessions: { value: '3' }, until: { selected_date: '2027-03-14' } })
  await answerAndFix(world)
})
afterAll(() => world.stop())

const shownTo = (who: Person) => JSON.stringify(world.simulator.openView(who.id)?.view.blocks)
const warnings = () => privately(world, ruth).filter(({ text }) => text.includes('your minimum is'))
const lastReminder = () => posts(world).findLast(({ text }) => text.startsWith('*Our ')) as Message

/** Somebody opens the form for several sessions; answers the ids of the sessions in it, in order of time. */
async function several(who: Person): Promise<string[]> {
  const list = await opened(world, who, () => type(world, who, 'apologies'), 'Support group')
  await world.simulator.press({
    userId: who.id,
    target: { viewId: list.id },
    actionId: 'severalApologies',
  })
  await until(() => shownTo(who).includes('Tick every session'), 'the form for several sessions')
  const rows = await world.database.db.session.findMany({ orderBy: { startsAt: 'asc' } })
  return rows.map(({ id }) => id)
}

/** Ticks exactly these and submits; answers what is said in place of the form. */
async function tick(who: Person, ...ids: (string | undefined)[]): Promise<string> {
  const selected = ids.map((id) => ({ value: id ?? '' }))
  await submit(world, who, fields({ apologies0: { selected_options: selected } }))
  return shownTo(who)
}

test('several apologies are sent and taken back on one form, and what was done elsewhere meanwhile stays', async () => {
  const ben = person(world, 'Ben')
  const [first, second, third] = await several(ben)
  expect(await tick(ben, first, second)).toMatch(
    /Thank you for letting us know\. We will miss you on Wednesday 20 January and \w+ \d+ \w+\./,
  )
  await several(ben)
  const member = await world.database.db.member.findFirstOrThrow({ where: { slackUserId: ben.id } })
  await world.database.db.apology.create({
    data: { sessionId: third ?? '', memberId: member.id, sentAt: new Date() },
  })
  expect(await tick(ben, first)).toMatch(/Good that you can come on \w+ \d+ \w+ after all\./)
  const noted = await world.database.db.apology.findMany({ where: { memberId: member.id } })
  expect(noted.map(({ sessionId }) => sessionId).sort()).toEqual([first, third].sort())
})

test('early apologies below the minimum say nothing by themselves; both reminders tell the convenor', async () => {
  const [first] = await several(person(world, 'Chloe'))
  await tick(person(world, 'Chloe'), first)
  await world.bot.settled()
  expect(warnings()).toEqual([])
  await travelTo(world, '2027-01-13T18:30:00Z')
  expect(warnings().map(({ text }) => text)).toEqual([
    'Two are expected on Wednesday 20 January; your minimum is three. You may leave it as it is, skip it, move it, or plan the rest of the run anew. Nothing changes unless you choose.',
  ])
  await travelTo(world, '2027-01-19T18:29:00Z')
  expect(warnings()).toHaveLength(1)
  await travelTo(world, '2027-01-19T18:30:00Z')
  expect(warnings()).toHaveLength(2)
  expect(posts(world).some(({ text }) => text.includes('skipped'))).toBe(false)
})

test('a session that has begun while the form was open is left alone, and the notice says so', async () => {
  const amara = person(world, 'Amara')
  const [first, second] = await several(amara)
  await travelTo(world, '2027-01-20T18:30:00Z')
  const notice = await tick(amara, first, second)
  expect(notice).toMatch(/We will miss you on \w+ \d+ \w+\.\\nWednesday 20 January has begun or been skipped/)
})

test('a late apology that crosses the line tells the convenor at once, a further one does not', async () => {
  const second = await world.database.db.session.findFirstOrThrow({
    where: { startsAt: { gt: world.clock.now().toJSDate() } },
    orderBy: { startsAt: 'asc' },
  })
  await travelTo(world, new Date(second.startsAt.getTime() - 6 * 86_400_000).toISOString())
  const before = warnings().length
  await whispered(world, person(world, 'Ben'), () =>
    press(world, person(world, 'Ben'), lastReminder(), 'Send apologies'),
  )
  await message(() => privately(world, ruth), `<@${person(world, 'Ben').id}> sends apologies`)
  await until(() => warnings().length === before + 1, 'the convenor to be told')
  await whispered(world, person(world, 'Chloe'), () =>
    press(world, person(world, 'Chloe'), lastReminder(), 'Send apologies'),
  )
  await message(() => privately(world, ruth), `<@${person(world, 'Chloe').id}> sends apologies`)
  await world.bot.settled()
  expect(warnings()).toHaveLength(before + 1)
})
