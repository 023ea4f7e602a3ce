import type { KnownBlock, TableBlock } from '@slack/types'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#simulator/contract.ts'
import { answerAll, closePoll, message, openPoll, setUp } from '../support/story.ts'
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

let world: World
let ruth: Person

beforeAll(async () => {
  world = await startWorld({ members: 3 })
  ruth = person(world, 'Ruth')
  await setUp(world, { sessionsPerRun: { value: '5' }, minimum: { value: '4' } })
})
afterAll(() => world.stop())

/** The line of the open form that says how many runs the rules leave. */
function runCount(): string {
  const blocks = (world.simulator.openView(ruth.id)?.view.blocks ?? []) as KnownBlock[]
  const block = blocks.find(({ block_id }) => block_id === 'runCount')
  const [element] = block?.type === 'context' ? block.elements : []
  return element && 'text' in element ? element.text : ''
}

describe('the settings', () => {
  test('say how many runs the rules leave, and say it anew while they are changed', async () => {
    const form = await opened(world, ruth, () => type(world, ruth, 'settings'), 'Settings')
    expect(runCount()).toMatch(
      /^If everybody could always come, these rules would leave [\d,]+ possible runs of five from /,
    )
    const before = runCount()
    world.simulator.fill({
      userId: ruth.id,
      viewId: form.id,
      values: { name: { name: { value: 'Our circle' } } },
    })
    const choose = (id: string, chosen: Record<string, unknown>) =>
      world.simulator.press({
        userId: ruth.id,
        target: { viewId: form.id },
        blockId: id,
        actionId: id,
        chosen,
      })
    await choose('alternation', { selected_option: { value: 'must' } })
    await until(() => runCount() !== before, 'another number')
    expect(runCount()).toContain('possible runs of five')
    await choose('gapMaxDays', { value: '9' })
    await until(
      () => runCount().startsWith('When all of these are filled in'),
      'no number for gaps that make no sense',
    )
    await choose('gapMaxDays', { value: '10' })
    await until(
      () => runCount().startsWith('These rules leave no possible run of five'),
      'that there is none',
    )
    // What was typed meanwhile is still there, and is what is saved.
    await choose('gapMaxDays', { value: '25' })
    await choose('alternation', { selected_option: { value: 'prefer' } })
    await submit(world, ruth)
    const { name, gapMaxDays } = await world.database.db.group.findFirstOrThrow()
    expect([name, gapMaxDays]).toEqual(['Our circle', 25])
  })
})

test('the form that opens a poll says it for the days that are chosen', async () => {
  const form = await opened(world, ruth, () => type(world, ruth, 'schedule'), 'Find dates')
  expect(runCount()).toContain('possible runs of five from Monday 18 January to')
  const chosen = { selected_date: '2027-02-01' }
  await world.simulator.press({
    userId: ruth.id,
    target: { viewId: form.id },
    blockId: 'until',
    actionId: 'until',
    chosen,
  })
  await until(
    () => runCount().includes('no possible run of five from Monday 18 January to Monday 1 February'),
    'none',
  )
  await world.simulator.closeView({ userId: ruth.id, viewId: form.id })
})

describe('when no run fits', () => {
  test('the convenor reads what blocks and what would help, and applies it with a press', async () => {
    await openPoll(world)
    for (const name of ['Ruth', 'Amara', 'Chloe']) await answerAll(world, name, 'All: can')
    await answerAll(world, 'Ben', 'All: cannot')
    await closePoll(world, ruth)
    const refused = await message(() => privately(world, ruth), 'No run of five fits the rules.')
    expect(refused.text).toMatch(
      /no date suits four of you; the most that any of them suits is three\. It would work with a minimum of three \([\d,]+ runs, up to 15 of 20 attendances\)\.$/,
    )
    const changes = () => world.database.db.auditEntry.count({ where: { what: 'settingsChanged' } })
    const before = await changes()
    await press(world, ruth, refused, 'Use a minimum of three')
    // Ben can never come, and only the convenor is told so.
    const ben = `<@${person(world, 'Ben').id}> could come least often: not at all in A.`
    const offer = await message(() => privately(world, ruth), ben)
    expect(offer.text).toContain('*A:* ')
    const { db } = world.database
    expect((await db.group.findFirstOrThrow()).minimum).toBe(3)
    expect(await changes()).toBe(before + 1)
    expect(posts(world).some(({ text }) => text.includes('least often'))).toBe(false)
    await press(world, ruth, offer, 'Fix A')
    await message(() => posts(world), '*Our run of five*')
  })
})

describe('the grid of dates and members', () => {
  test('shows every date of the poll with the runs that hold it, as a table and in words', async () => {
    world = await startAgain()
    const offer = await message(
      () => privately(world, ruth),
      `<@${person(world, 'Ben').id}> if need be; <@${person(world, 'Chloe').id}> cannot.`,
    )
    const table = offer.blocks.find((block) => block.type === 'table') as TableBlock
    const dates = await world.database.db.pollDate.count()
    expect(table.rows).toHaveLength(dates + 1)
    const cells = table.rows.slice(1).map((row) => row.map((cell) => ('text' in cell ? cell.text : '')))
    expect(cells.filter(([, runs]) => runs?.includes('A'))).toHaveLength(5)
    // Date, runs, how many come, and then Ruth, Amara, Ben and Chloe in the order in which they joined.
    expect(cells.map((row) => row.slice(2).join(' '))).toContain('3 can can if need be cannot')
  })

  async function startAgain(): Promise<World> {
    await world.stop()
    const next = await startWorld({ members: 3 })
    ruth = person(next, 'Ruth')
    await setUp(next, { sessionsPerRun: { value: '5' }, minimum: { value: '2' } })
    await openPoll(next)
    for (const name of ['Ruth', 'Amara']) await answerAll(next, name, 'All: can')
    await answerAll(next, 'Ben', 'All: if need be')
    await answerAll(next, 'Chloe', 'All: cannot')
    await closePoll(next, ruth)
    return next
  }
})
