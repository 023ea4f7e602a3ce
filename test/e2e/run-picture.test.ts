import { loadImage } from '@napi-rs/canvas'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerAndFix, openPoll, setUp, travelTo } from '../support/story.ts'
import { person, posts, press, privately, startWorld, until, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld({ members: 3 })
  await setUp(world, { minimum: { value: '3' } })
  await openPoll(world, { sessions: { value: '4' } })
  await answerAndFix(world)
})
afterAll(() => world.stop())

/** Whoever presses it under the newest run card; answers with what came privately after that. */
async function pressed(name: string) {
  const who = person(world, name)
  const before = privately(world, who).length
  const card = posts(world).findLast(({ text }) => text.includes('*Our run of four*'))
  if (!card) throw new Error('no run card')
  await press(world, who, card, 'Run as a picture')
  await until(() => privately(world, who).length >= before + 2, 'the picture')
  return privately(world, who).slice(before)
}

test('a member has the run as a picture at a press, privately, with the same in words and nobody’s name', async () => {
  const inChannel = posts(world).length
  const [words, picture] = await pressed('Ben')
  const altText =
    'Our run of four, on a line of days. Next: 1 (24 Jan). To come: 2 (10 Feb), 3 (28 Feb), 4 (17 Mar). After the last one comes the bus stop.'
  const notified = world.simulator.calls().filter(({ method, args }) => {
    return method === 'chat.postMessage' && String(args.text).startsWith('Here is the picture')
  })
  expect(notified.map(({ args }) => args.text)).toEqual(['Here is the picture that you asked for.'])
  expect(words?.text).toBe(`Here is the picture that you asked for. In words: ${altText}`)
  const [file] = picture?.files ?? []
  expect(file).toMatchObject({ name: 'run.png', title: 'Our run of four', altText })
  const { width, height } = await loadImage(file?.content ?? '')
  expect(width / height).toBeGreaterThan(1)
  expect(posts(world)).toHaveLength(inChannel)
})

test('it says what is over by then', async () => {
  await travelTo(world, '2027-01-26T12:00:00Z')
  const [words] = await pressed('Ruth')
  expect(words?.text).toContain('Over: 1 (24 Jan). Next: 2 (10 Feb). To come: 3 (28 Feb), 4 (17 Mar).')
})
