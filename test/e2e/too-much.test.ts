import { afterAll, beforeAll, expect, test } from 'vitest'
import { tooQuickText } from '#text/help.ts'
import { startRecorder } from '../support/recorder.ts'
import { openSender, type Sender } from '../support/signed-request.ts'
import { setUp } from '../support/story.ts'
import { person, startWorld, type, type World } from '../support/world.ts'

let world: World
let sender: Sender
let mydata: Record<string, string>

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
  sender = openSender(url, world.simulator.signingSecret, 100)
}, 60_000)
afterAll(async () => {
  sender.stop()
  await world.stop()
})

test('somebody who asks for two hundred things at once is told that it is too much, and holds up nobody else', async () => {
  const asked = Array.from({ length: 200 }, () => sender.command(mydata))
  const answers = await Promise.all(asked)
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  const refused = answers.filter(({ text }) => text.includes(tooQuickText()))
  expect(refused.length).toBeGreaterThan(50)
  const askedAt = performance.now()
  await world.bot.context().db.$queryRaw`SELECT 1`
  expect(performance.now() - askedAt).toBeLessThan(2_000)
})
