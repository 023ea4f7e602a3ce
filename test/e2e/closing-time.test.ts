import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Person } from '#simulator/contract.ts'
import { fields, pollPages, setUp } from '../support/story.ts'
import { opened, person, startWorld, submit, type, type World } from '../support/world.ts'

let world: World
let ruth: Person
beforeAll(async () => {
  world = await startWorld({ members: 4 })
  ruth = person(world, 'Ruth')
  await setUp(world, { minimum: { value: '2' } })
})
afterAll(() => world.stop())

/** A poll with dates in November that closes at this time; answers what the form shows afterwards. */
async function closing(closesOn: string, closesTime: string) {
  await opened(world, ruth, () => type(world, ruth, 'schedule'), 'Find dates')
  await submit(
    world,
    ruth,
    fields({
      sessions: { value: '2' },
      from: { selected_date: '2027-11-04' },
      until: { selected_date: '2027-12-20' },
      closesOn: { selected_date: closesOn },
      closesTime: { selected_time: closesTime },
    }),
  )
  return world.simulator.openView(ruth.id)
}

const closesAt = async () => (await world.bot.context().db.poll.findFirstOrThrow()).closesAt.toISOString()

describe('a closing time', () => {
  test('that the clocks skip is refused beside the field, with two that exist', async () => {
    expect((await closing('2027-03-28', '01:30'))?.errors).toEqual({
      closesTime: 'The clocks go forward then, so that time does not exist. Please choose 00:30 or 02:30.',
    })
  })

  test('that comes twice is asked about, the first being chosen, and everything else is kept', async () => {
    const form = await closing('2027-10-31', '01:30')
    const question = form?.view.blocks.find((block) => block.block_id === 'whichTime')
    expect(question).toMatchObject({
      label: { text: 'The clocks go back that night, and 01:30 comes twice. Which of the two do you mean?' },
      element: {
        options: [
          { text: { text: 'The first, before the clocks go back' } },
          { text: { text: 'The second, after the clocks go back' } },
        ],
        initial_option: { value: 'first' },
      },
    })
    expect(JSON.stringify(form?.view.blocks)).toContain('"initial_date":"2027-11-04"')
    expect(JSON.stringify(form?.view.blocks)).toContain('"initial_time":"01:30"')
  })

  test('is the one that is chosen, and is told apart in words', async () => {
    await submit(world, ruth, {
      whichTime: {
        whichTime: {
          selected_option: {
            value: 'second',
            text: { type: 'plain_text', text: 'The second, after the clocks go back' },
          },
        },
      },
    })
    await submit(world, ruth)
    await world.bot.settled()
    expect(await closesAt()).toBe('2027-10-31T01:30:00.000Z')
    expect(pollPages(world)[0]?.text).toContain(
      'Sunday 31 October, 01:30 (after the clocks go back) (UK time)',
    )
  })
})
