import { loadImage } from '@napi-rs/canvas'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerAll, closePoll, message, openPoll, setUp } from '../support/story.ts'
import { person, posts, press, privately, startWorld, until, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld({ members: 3 })
  await setUp(world, { minimum: { value: '3' } })
  await openPoll(world, { sessions: { value: '4' } })
  for (const { realName } of world.people) await answerAll(world, realName, 'All: can')
  await answerAll(world, 'Ben', 'All: if need be')
})
afterAll(() => world.stop())

test('a convenor has the dates on offer as a picture at a press, with the same in words and nobody’s name', async () => {
  const ruth = person(world, 'Ruth')
  const inChannel = posts(world).length
  await closePoll(world, ruth)
  const offer = await message(() => privately(world, ruth), 'possible attendances')
  await press(world, ruth, offer, 'Dates as a picture')
  await until(() => privately(world, ruth).some(({ files }) => files.length > 0), 'the picture')
  const [file] = privately(world, ruth).flatMap(({ files }) => files)
  const words = privately(world, ruth).find(({ text }) => text.startsWith('Here is the picture'))
  expect(file).toMatchObject({ name: 'dates.png', title: 'How many of four can come' })
  expect(words?.text).toBe(`Here is the picture that you asked for. In words: ${file?.altText}`)
  const figures = file?.altText?.match(/\d+: 3\+1( \([A-C ]+\))?/g) ?? []
  const { _count: dates } = await world.database.db.pollDate.aggregate({ _count: true })
  expect(figures).toHaveLength(dates)
  expect(figures.filter((each) => each.includes('A'))).toHaveLength(4)
  expect(words?.text).not.toMatch(/<@|Ruth|Ben/)
  expect((await loadImage(file?.content ?? '')).width).toBe(1040)
  expect(posts(world)).toHaveLength(inChannel)
})
