import { afterEach, expect, test } from 'vitest'
import type { Simulator } from '#simulator/contract.ts'
import { checkAppToken, checkBotToken } from '#slack/token-check.ts'
import { tokenKind } from '#slack/token-kind.ts'
import { startWorkspace } from '../support/simulator.ts'

let simulator: Simulator
afterEach(() => simulator?.stop())

test('an app token of another app than the bot’s is found out, because with it the bot would hear nothing', async () => {
  const app = { clientId: '1.2', clientSecret: 'secret', signingSecret: 'secret' }
  simulator = await startWorkspace({ app: { ...app, appToken: 'xapp-1-A0OTHER-1-abc' } })
  const check = await checkBotToken(simulator.botToken, simulator.apiUrl)
  const bot = { token: simulator.botToken, id: 'botId' in check ? check.botId : '' }
  expect(await checkAppToken(simulator.appToken, bot, simulator.apiUrl)).toEqual({ kind: 'otherApp' })
})

test('an app token without the scope to connect is found out', async () => {
  simulator = await startWorkspace({ appScopes: ['authorizations:read'] })
  expect(await checkAppToken(simulator.appToken, null, simulator.apiUrl)).toEqual({ kind: 'noConnections' })
})

test('a bot that may not ask to which app it belongs gets no worse answer for its app token', async () => {
  simulator = await startWorkspace({ scopes: ['chat:write'] })
  const bot = { token: simulator.botToken, id: 'B0SIMULATED' }
  expect(await checkAppToken(simulator.appToken, bot, simulator.apiUrl)).toEqual({ kind: 'good' })
})

test('an app that was taken out of the workspace is refused with Slack’s code', async () => {
  simulator = await startWorkspace({ isInstalled: false })
  expect(await checkBotToken(simulator.botToken, simulator.apiUrl)).toMatchObject({
    kind: 'refused',
    code: 'account_inactive',
  })
})

test('Slack that gives no answer, or something else than an answer, is no refusal', async () => {
  simulator = await startWorkspace()
  for (const kind of ['dropBefore', 'unavailable', 'notJson'] as const) {
    simulator.addFault({ method: 'auth.test', kind })
    expect(await checkBotToken(simulator.botToken, simulator.apiUrl)).toMatchObject({ kind: 'noAnswer' })
  }
})

test('Slack’s clock is read from its answer', async () => {
  simulator = await startWorkspace()
  const check = await checkBotToken(simulator.botToken, simulator.apiUrl)
  const clock = 'slackClock' in check ? check.slackClock : null
  expect(Math.abs((clock?.there ?? 0) - (clock?.here ?? Number.NaN))).toBeLessThan(2_000)
})

test.each([
  ['xoxb-1-2-abc', 'bot'],
  ['xapp-1-A1-2-abc', 'app'],
  ['xoxp-1-2', 'user'],
  ['xoxc-1', 'browser'],
  ['xoxe.xoxb-1-abc', 'expiring'],
  ['xoxe-1-abc', 'expiring'],
  ['https://hooks.slack.com/services/T/B/x', 'webhook'],
  ['0123456789abcdef0123456789abcdef', 'secret'],
  ['xoxb-', 'unknown'],
  ['hello', 'unknown'],
])('%s is of the kind %s', (text, kind) => {
  expect(tokenKind(text)).toBe(kind)
})
