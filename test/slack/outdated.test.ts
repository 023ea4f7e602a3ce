import type { KnownBlock } from '@slack/types'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandUnknown, outdatedText } from '#text/help.ts'
import { startRecorder } from '../support/recorder.ts'
import { openSender, type Sender } from '../support/signed-request.ts'
import { botClient } from '../support/simulator.ts'
import { setUp } from '../support/story.ts'
import { person, startWorld, until, type World } from '../support/world.ts'

let world: World
let sender: Sender
beforeAll(async () => {
  world = await startWorld({ transport: 'http', members: 3 })
  const { transport } = world.config.slack
  const port = transport.kind === 'http' ? transport.port : 0
  sender = openSender(`http://127.0.0.1:${port}/slack/events`, world.simulator.signingSecret)
  await setUp(world)
})
afterAll(async () => {
  sender.stop()
  await world.stop()
})

const whispers = () => {
  const { id } = person(world, 'Ruth')
  return world.simulator.messages(world.channelId, id).filter(({ onlyFor }) => onlyFor === id)
}

describe('a button in a message of the bot', () => {
  test.each([
    ['to which nothing listens any more', 'joinYes', 'f3b1'],
    ['that carries something else than it used to', 'fix', 'f3b1'],
    ['that carries what is no JSON any more', 'loosen-0', '0199d2c4-7a80-7000-8000-000000000000 {'],
  ])('%s is answered with the next step', async (_, action_id, value) => {
    const button = { type: 'button', action_id, value, text: { type: 'plain_text', text: 'Press' } }
    const blocks = [{ type: 'actions', elements: [button] }] as KnownBlock[]
    const { ts = '' } = await botClient(world.simulator).chat.postMessage({
      channel: world.channelId,
      text: 'An old message',
      blocks,
    })
    const before = whispers().length
    const target = { channelId: world.channelId, ts }
    const pressed = { userId: person(world, 'Ruth').id, target, actionId: action_id }
    expect(await world.simulator.press(pressed)).toEqual({ ok: true })
    await until(() => whispers().length > before, 'an answer')
    expect(whispers().at(-1)?.text).toBe(outdatedText())
  })
})

const from = () => ({
  team: { id: world.simulator.teamId },
  user: { id: person(world, 'Ruth').id },
  trigger_id: '',
})
const form = (callback_id: string, private_metadata: string) => ({
  type: 'view_submission',
  ...from(),
  view: { id: 'V1', type: 'modal', callback_id, private_metadata, blocks: [], state: { values: {} } },
})

test.each([
  ['to which nothing listens any more', 'joinForm', ''],
  ['that carries something else than it used to', 'invite', 'not an id'],
  ['that carries what is no JSON', 'preview', '{'],
])('a form %s says so in its place', async (_, callbackId, metadata) => {
  const answer = await sender.interactive(form(callbackId, metadata))
  expect(answer.status).toBe(200)
  const { response_action, view } = JSON.parse(answer.text)
  expect(response_action).toBe('update')
  expect(view.blocks[0].text.text).toBe(outdatedText())
})

test('a command that is not ours is answered', async () => {
  const answers = await startRecorder()
  const fields = { command: '/group', text: '', team_id: world.simulator.teamId, user_id: 'U1' }
  const place = {
    channel_id: world.channelId,
    channel_name: 'privategroup',
    trigger_id: '',
    response_url: answers.url,
  }
  expect((await sender.command({ ...fields, ...place })).status).toBe(200)
  await until(() => answers.recorded.length > 0, 'an answer')
  expect(answers.recorded.map(({ payload }) => payload.text)).toEqual([commandUnknown()])
  await answers.stop()
})

test.each([
  ['a shortcut', { type: 'shortcut', callback_id: 'old' }],
  ['a shortcut on a message', { type: 'message_action', callback_id: 'old' }],
  ['a question for options', { type: 'block_suggestion', action_id: 'old' }],
  ['a form that was closed', { type: 'view_closed', view: {} }],
  ['something that Slack may invent', { type: 'invention' }],
])('%s is acknowledged at once', async (_, payload) => {
  const startedAt = performance.now()
  expect(await sender.interactive({ ...payload, ...from() })).toMatchObject({ status: 200 })
  expect(performance.now() - startedAt).toBeLessThan(2_000)
})

test('a form with a part that Bolt alone reads, and cannot, is answered like any other that is outdated', async () => {
  const { status, text } = await sender.interactive({ ...form('answers', ''), response_urls: [null] })
  expect([status, JSON.parse(text).response_action]).toEqual([200, 'update'])
})

test('what cannot be a request of Slack’s is refused, and the bot goes on', async () => {
  const status = async (body: string, type = 'application/json', deviation = {}) =>
    (await sender.raw(body, type, deviation)).status
  expect(await status('null')).toBe(400)
  expect(await status('[]')).toBe(400)
  expect(await status('{')).toBe(400)
  expect(await status('payload=null', 'application/x-www-form-urlencoded')).toBe(400)
  expect(await status('{}', 'application/json', { secret: 'another' })).toBe(401)
  expect(await status('{}', 'application/json', { ageSeconds: 400 })).toBe(401)
  expect(await status('{}', 'application/json', { headers: { 'x-slack-signature': 'v0=' } })).toBe(401)
  expect(await status(' '.repeat(2 ** 20 + 1))).toBe(413)
  expect(await sender.json({ type: 'url_verification', challenge: 'abc' })).toEqual({
    status: 200,
    text: '{"challenge":"abc"}',
  })
})
