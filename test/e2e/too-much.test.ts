import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandUnknown, tooQuickText } from '#text/help.ts'
import { type Recorder, startRecorder } from '../support/recorder.ts'
import { openSender, type Sender } from '../support/signed-request.ts'
import { setUp } from '../support/story.ts'
import { person, startWorld, type, until, type World } from '../support/world.ts'

let world: World
let sender: Sender
let mydata: Record<string, string>
let answers: Recorder

beforeAll(async () => {
  world = await startWorld({ transport: 'http', members: 3 })
  const { transport } = world.config.slack
  const url = `http://127.0.0.1:${transport.kind === 'http' ? transport.port : 0}/slack/events`
  await setUp(world)
  const recorder = await startRecorder(url)
  world.simulator.setTransport({ kind: 'http', requestUrl: recorder.url })
  await type(world, person(world, 'Ben'), 'mydata')
  world.simulator.setTransport({ kind: 'http', requestUrl: url })
  await recorder.stop()
  mydata = recorder.recorded.find(({ kind }) => kind === 'command')?.payload as typeof mydata
  answers = await startRecorder()
  sender = openSender(url, world.simulator.signingSecret, 100)
}, 60_000)
afterAll(async () => {
  sender.stop()
  await world.stop()
  await answers.stop()
})

test('somebody who asks for two hundred things at once is told that it is too much, and holds up nobody else', async () => {
  const told = (words: string) => answers.recorded.filter(({ payload }) => payload.text === words).length
  const ask = (others = {}) => sender.command({ ...mydata, response_url: answers.url, ...others })
  const asked = await Promise.all(Array.from({ length: 200 }, () => ask()))
  expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([200]))
  const askedAt = performance.now()
  await world.bot.context().db.$queryRaw`SELECT 1`
  expect(performance.now() - askedAt).toBeLessThan(2_000)
  await ask({ user_id: person(world, 'Chloe').id, command: '/group' })
  await until(() => told(commandUnknown()) === 1, 'somebody else to be answered')
  // For each twenty-four that were done there may be one that says so.
  expect(told(tooQuickText())).toBeGreaterThan(0)
  expect(told(tooQuickText())).toBeLessThanOrEqual(200 / 24)
})
