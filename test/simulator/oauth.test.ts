import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Simulator } from '#simulator/contract.ts'
import { outcome } from '../support/form-desk.ts'
import { addCircle, botClient, startWorkspace } from '../support/simulator.ts'

let simulator: Simulator
let userId: string
let clock: Date

beforeEach(async () => {
  clock = new Date('2027-03-14T09:00:00Z')
  simulator = await startWorkspace({
    now: () => clock,
    isInstalled: false,
    redirectUrl: 'https://bot.example/back?kept=1',
  })
  userId = addCircle(simulator).fiona.id
})
afterEach(() => simulator.stop())

type Choice = Parameters<Simulator['consent']>[0]['choice']

/** Fiona chooses on the page that asks for these scopes; where Slack sends her then. */
function choose(choice: Choice, change: Record<string, string> = {}): URLSearchParams {
  const asked = { client_id: simulator.clientId, scope: 'chat:write,commands', state: 'S', ...change }
  const address = `https://slack.example/oauth/v2/authorize?${new URLSearchParams(asked)}`
  const back = new URL(simulator.consent({ userId, address, choice }))
  expect(back.href).toMatch(/^https:\/\/bot\.example\/back\?kept=1&/)
  return back.searchParams
}

const client = () => botClient(simulator, '')
const exchange = (code: string, change: Record<string, string> = {}) =>
  client().oauth.v2.access({
    client_id: simulator.clientId,
    client_secret: simulator.clientSecret,
    code,
    ...change,
  })

describe('Slack’s page for those who install an app', () => {
  test('sends them back with a code and the state, or with why there is none', () => {
    expect(Object.fromEntries(choose('allow'))).toEqual({ kept: '1', code: expect.any(String), state: 'S' })
    expect(Object.fromEntries(choose('cancel'))).toEqual({ kept: '1', error: 'access_denied', state: 'S' })
  })

  test('knows its own address and the app', () => {
    expect(() => choose('allow', { client_id: '1.1' })).toThrow('no such app')
    const address = `https://slack.example/elsewhere?client_id=${simulator.clientId}`
    expect(() => simulator.consent({ userId, address, choice: 'allow' })).toThrow('no page of Slack')
  })
})

describe('a code', () => {
  test('is good for a token with the scopes that were asked for, once', async () => {
    const code = choose('allow').get('code') ?? ''
    expect(await outcome(botClient(simulator).auth.test())).toBe('account_inactive')
    const answer = await exchange(code)
    expect(answer).toMatchObject({
      access_token: simulator.botToken,
      token_type: 'bot',
      scope: 'chat:write,commands',
      bot_user_id: simulator.botUserId,
      team: { id: simulator.teamId },
      enterprise: null,
      is_enterprise_install: false,
    })
    expect(await outcome(botClient(simulator).auth.test())).toBe('ok')
    expect(await outcome(botClient(simulator).users.info({ user: userId }))).toBe('missing_scope')
    expect(await outcome(exchange(code))).toBe('code_already_used')
  })

  test('leads to another token the next time, and the one before is good no more', async () => {
    await exchange(choose('allow').get('code') ?? '')
    const old = simulator.botToken
    await exchange(choose('allow').get('code') ?? '')
    expect(simulator.botToken).not.toBe(old)
    expect(await outcome(botClient(simulator, old).auth.test())).toBe('invalid_auth')
  })

  test('is refused from whoever is not the app, and after ten minutes', async () => {
    const code = choose('allow').get('code') ?? ''
    expect(await outcome(exchange(code, { client_id: '1.1' }))).toBe('invalid_client_id')
    expect(await outcome(exchange(code, { client_secret: 'guessed' }))).toBe('bad_client_secret')
    expect(await outcome(exchange('guessed'))).toBe('invalid_code')
    clock = new Date('2027-03-14T09:10:01Z')
    expect(await outcome(exchange(code))).toBe('invalid_code')
  })

  test('for a whole organisation names no workspace', async () => {
    expect(await exchange(choose('allowForOrganisation').get('code') ?? '')).toMatchObject({
      team: null,
      enterprise: { id: expect.any(String) },
      is_enterprise_install: true,
    })
  })
})
