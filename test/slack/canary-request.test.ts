import { request } from 'node:http'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canariesIn, canary, canaryPlace } from '../support/canary.ts'
import { wrongInLog } from '../support/log-line.ts'
import { type Answer, type Deviation, openSender, type Sender } from '../support/signed-request.ts'
import { stageSecrets } from '../support/stage-secret.ts'
import { startWorld, type World } from '../support/world.ts'

const lines: string[] = []
const log = pino({ level: 'trace', base: null }, { write: (line: string) => void lines.push(line) })

let world: World
let sender: Sender
let url: string
beforeAll(async () => {
  world = await startWorld({ transport: 'http', members: 1, log })
  const { transport } = world.config.slack
  url = `http://127.0.0.1:${transport.kind === 'http' ? transport.port : 0}/slack/events`
  sender = openSender(url, world.simulator.signingSecret)
})
afterAll(async () => {
  sender.stop()
  await world.stop()
})

const JSON_TYPE = 'application/json'
const FORM_TYPE = 'application/x-www-form-urlencoded'
const WORDS = `${canary('body')} ${canaryPlace('bodyplace')}`

/** What is answered tells nothing of what was sent, and neither does the log, once all of it has been dealt with. */
function expectNothingTold({ status, text }: Answer, expected: readonly number[]): void {
  expect(expected).toContain(status)
  expect(canariesIn(text)).toEqual([])
  expect(wrongInLog(lines, stageSecrets({ world }))).toEqual([])
}

describe('a request tells the log nothing', () => {
  test.each<[string, Deviation]>([
    ['that is signed with another secret', { secret: canary('secret') }],
    ['that is older than five minutes', { ageSeconds: 400 }],
    ['without a signature', { headers: { 'x-slack-signature': canary('signature') } }],
    ['without a time', { headers: { 'x-slack-request-timestamp': canary('time') } }],
  ])('%s', async (_, deviation) => {
    const body = JSON.stringify({ type: 'event_callback', event: { type: 'message', text: WORDS } })
    expectNothingTold(await sender.raw(body, JSON_TYPE, deviation), [401])
    const form = new URLSearchParams({ command: '/supportgroup', text: WORDS }).toString()
    expectNothingTold(await sender.raw(form, FORM_TYPE, deviation), [401])
  })

  test.each<[string, string, string]>([
    ['that breaks off', `{"type":"event_callback","event":{"text":"${WORDS}`, JSON_TYPE],
    ['that is a list', JSON.stringify([WORDS]), JSON_TYPE],
    ['that is a text', JSON.stringify(WORDS), JSON_TYPE],
    ['whose payload breaks off', `payload=${encodeURIComponent(`{"type":"${WORDS}`)}`, FORM_TYPE],
    ['whose payload is nothing', `payload=${encodeURIComponent('null')}&text=${canary('body')}`, FORM_TYPE],
    ['whose encoding is broken', `command=%zz${canary('body')}`, FORM_TYPE],
    ['of a kind that there is not', WORDS, `text/${canary('type')}`],
    ['whose challenge is none', JSON.stringify({ type: 'url_verification', challenge: [WORDS] }), JSON_TYPE],
    ['that is too large', JSON.stringify({ text: WORDS.repeat(40_000) }), JSON_TYPE],
  ])('%s', async (_, body, type) => {
    // A body that is refused before its end leaves a connection that is of no more use.
    const answer = await sender.raw(body, type, { headers: { connection: 'close' } })
    expectNothingTold(answer, [200, 400, 401, 404, 413])
  })

  test('that goes somewhere else', async () => {
    const elsewhere = `${url}/${canary('path')}?${canary('query')}`
    const answer = await new Promise<Answer>((resolve, reject) => {
      const sent = request(elsewhere, { headers: { cookie: canary('cookie') } }, (response) => {
        response.resume().on('end', () => resolve({ status: response.statusCode ?? 0, text: '' }))
      })
      sent.on('error', reject).end()
    })
    expectNothingTold(answer, [404])
  })

  const team = () => ({ team_id: world.simulator.teamId })
  const who = () => ({ user: { id: world.people[0]?.id, name: WORDS }, team: { id: world.simulator.teamId } })
  const view = {
    id: 'V1',
    type: 'modal',
    callback_id: canary('callback'),
    private_metadata: WORDS,
    blocks: [],
  }

  test.each<[string, () => Record<string, unknown>]>([
    ['a press on a button that there is not', () => press(canary('action'))],
    ['a press on one of ours, with a value that is none of ours', () => press('apologise')],
    [
      'a form that there is not',
      () => ({ type: 'view_submission', ...who(), view: { ...view, state: { values: {} } } }),
    ],
    ['a form without anything', () => ({ type: 'view_submission', words: WORDS })],
    [
      'a shortcut',
      () => ({ type: 'shortcut', ...who(), callback_id: canary('callback'), trigger_id: WORDS }),
    ],
    ['a question for options', () => ({ type: 'block_suggestion', ...who(), action_id: 'x', value: WORDS })],
    ['something of a kind that there is not', () => ({ type: canary('kind'), ...who(), words: WORDS })],
  ])('for %s', async (_, payload) => {
    expectNothingTold(await sender.interactive(payload()), [200, 400, 404])
  })

  function press(action_id: string): Record<string, unknown> {
    const actions = [{ type: 'button', action_id, block_id: 'b', value: WORDS, text: { text: WORDS } }]
    return { type: 'block_actions', ...who(), trigger_id: WORDS, actions, message: { text: WORDS } }
  }

  test.each<[string, Record<string, unknown>]>([
    ['of a kind that there is not', { type: canary('kind'), text: WORDS }],
    ['without an id', { type: 'reaction_added', reaction: WORDS }],
    [
      'about another channel',
      { type: 'member_joined_channel', channel: canary('channel'), user: canary('user') },
    ],
  ])('for an event %s', async (_, event) => {
    const body = { type: 'event_callback', ...team(), event_id: canary('event'), event }
    expectNothingTold(await sender.json(body), [200])
    expectNothingTold(await sender.json({ ...body, event_id: [WORDS], authorizations: [WORDS] }), [200, 404])
  })

  test('for a command that there is not, which alone is answered, with the help', async () => {
    const fields = { command: `/${canary('command')}`, text: WORDS, user_id: WORDS, ...team() }
    const answer = await sender.command(fields as Record<string, string>)
    expectNothingTold(answer, [200])
  })
})
