import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenView, Person } from '#simulator/contract.ts'
import { answerAndFix, fields, message, openPoll, pollPages, setUp } from '../support/story.ts'
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
let hannah: Person

/** Hannah has telephoned Ruth, who convenes the group. */
beforeAll(async () => {
  world = await startWorld()
  ruth = person(world, 'Ruth')
  hannah = person(world, 'Hannah')
  await setUp(world)
})
afterAll(() => world.stop())

/** Ruth says that she records something for somebody, and gets the form for it, or an error beside a field. */
async function recording(who: Person, what: string): Promise<OpenView> {
  const first = await opened(world, ruth, () => type(world, ruth, 'record'), 'Record for somebody')
  await submit(
    world,
    ruth,
    fields({ who: { selected_user: who.id }, what: { selected_option: { value: what } } }),
  )
  const next = world.simulator.openView(ruth.id) as OpenView
  expect(next.id).toBe(first.id)
  return next
}

/** What Ruth reads in place of the form. */
const answered = () => shownTo(ruth)
const shownTo = (who: Person) => JSON.stringify(world.simulator.openView(who.id)?.view.blocks)
const fieldIds = ({ view }: OpenView) =>
  view.blocks.flatMap((block) => (block.type === 'input' ? (block.block_id ?? []) : []))
const said = (value: string) => ({ answer: { selected_option: { value } } })

test('there is nothing to record before anything is asked', async () => {
  const { text } = await whispered(world, ruth, () => type(world, ruth, 'record'))
  expect(text).toContain('there is nothing to record')
})

test('only somebody on the roster can be chosen, and only what is possible now', async () => {
  await openPoll(world, { sessions: { value: '3' }, until: { selected_date: '2027-03-14' } })
  const form = await recording(person(world, 'Isla'), 'answers')
  expect(form.errors).toEqual({
    who: 'This person is not on the roster of the group, so nothing can be recorded for them. Please choose somebody who is.',
  })
  const offered = JSON.stringify(form.view.blocks)
  expect(offered).toContain('Answers about dates')
  expect(offered).not.toContain('Apologies for sessions')
})

test('answers that Ruth records count, are marked, and Hannah is told and can change them', async () => {
  const form = await recording(hannah, 'answers')
  const [first = '', second = '', third = ''] = fieldIds(form)
  await submit(world, ruth, { [first]: said('can'), [second]: said('cannot'), [third]: said('ifNeedBe') })
  expect(answered()).toContain(
    `Three answers are recorded.\\n<@${hannah.id}> is told privately what you recorded, and how to change it.`,
  )
  const told = await message(() => privately(world, hannah), `<@${ruth.id}> has recorded answers`)
  expect(told.text).toMatch(
    new RegExp(
      `^<@${ruth.id}> has recorded answers about dates for you. This is noted now: 1 can, 1 if need be, 1 cannot, \\d+ not answered. You can change every one of them with \\*Answer on a form\\* until Monday 11 January, 20:00 \\(UK time\\).$`,
    ),
  )
  await until(() => pollPages(world).some(({ text }) => text.includes('1 can')), 'the poll to show it')
  const hers = await opened(
    world,
    hannah,
    () => press(world, hannah, told, 'Answer on a form'),
    'Dates you can make',
  )
  expect(shownTo(hannah)).toContain(`Some of this was recorded for you by <@${ruth.id}>.`)
  const [mine = ''] = fieldIds(hers)
  await world.simulator.press({
    userId: hannah.id,
    target: { viewId: hers.id },
    blockId: mine,
    actionId: 'answer',
    chosen: { selected_option: { value: 'cannot' } },
  })
  const rows = () =>
    world.database.db.answer.findMany({
      where: { member: { slackUserId: hannah.id } },
      orderBy: { pollDate: { startsAt: 'asc' } },
    })
  await until(async () => (await rows())[0]?.value === 'cannot', 'her answer')
  expect((await rows()).map(({ value, recordedBy }) => `${value} ${recordedBy}`)).toEqual([
    'cannot null',
    `cannot ${ruth.id}`,
    `ifNeedBe ${ruth.id}`,
  ])
})

test('a form in which Ruth changes nothing changes nothing, and nobody is told', async () => {
  const before = privately(world, hannah).length
  await recording(hannah, 'answers')
  await submit(world, ruth)
  expect(answered()).toContain('Nothing was changed: everything stands as it did.')
  await world.bot.settled()
  expect(privately(world, hannah)).toHaveLength(before)
})

test('apologies that Ruth records are marked, and Hannah is told and can come after all', async () => {
  await answerAndFix(world)
  const form = await recording(hannah, 'apologies')
  const [block = ''] = fieldIds(form)
  const { sessions } = await world.database.db.run.findFirstOrThrow({
    include: { sessions: { orderBy: { startsAt: 'asc' } } },
  })
  const [first, , third] = sessions.map(({ id }) => ({ value: id }))
  await submit(world, ruth, fields({ [block]: { selected_options: [first, third] } }))
  expect(answered()).toMatch(/Apologies are recorded for \w+ \d+ \w+ and \w+ \d+ \w+\./)
  const told = await message(() => privately(world, hannah), 'which sessions you can come to')
  expect(told.text).toMatch(
    /Your apologies are noted now for \w+ \d+ \w+ and \w+ \d+ \w+; you are expected at all other sessions\./,
  )
  const list = await opened(
    world,
    hannah,
    () => press(world, hannah, told, 'Send or take back apologies'),
    'Support group',
  )
  expect(shownTo(hannah)).toContain(`your apologies are noted, recorded by <@${ruth.id}>`)
  const shown = list.view.blocks.find((each) => JSON.stringify(each).includes('comeAfterAll'))
  await world.simulator.press({
    userId: hannah.id,
    target: { viewId: list.id },
    blockId: shown?.block_id ?? '',
    actionId: 'comeAfterAll',
  })
  const noted = () => world.database.db.apology.findMany({ include: { session: true } })
  await until(async () => (await noted()).length === 1, 'hers to be taken back')
  expect((await noted()).map(({ recordedBy }) => recordedBy)).toEqual([ruth.id])
})

test('a choice that Ruth records is marked, and Hannah is told and can choose otherwise', async () => {
  await recording(hannah, 'choice')
  await submit(
    world,
    ruth,
    fields({
      choice: { selected_option: { value: 'gettingOff' } },
      told: { selected_options: [{ value: 'told' }] },
    }),
  )
  expect(answered()).toContain('*Getting off at this stop* is recorded, and that the group knows.')
  const told = await message(() => privately(world, hannah), 'what you want at the bus stop')
  expect(told.text).toContain('I thank you by name at the stop only if you say so yourself')
  const choice = () => world.database.db.choice.findFirstOrThrow()
  expect(await choice()).toMatchObject({ value: 'gettingOff', hasToldGroup: true, recordedBy: ruth.id })
  expect(posts(world).some(({ text }) => text.includes(hannah.id))).toBe(false)
  await press(world, hannah, told, 'Staying')
  await until(async () => (await choice()).value === 'staying', 'her own choice')
  expect(await choice()).toMatchObject({ hasToldGroup: false, recordedBy: null })
})

test('everything that was recorded is in the records of the group', async () => {
  const entries = await world.database.db.auditEntry.findMany({
    where: { subjectId: hannah.id },
    orderBy: { id: 'asc' },
  })
  expect(entries.map(({ byId, what, subjectId }) => [byId, what, subjectId])).toEqual(
    ['answersRecorded', 'apologiesRecorded', 'choiceRecorded'].map((what) => [ruth.id, what, hannah.id]),
  )
})
