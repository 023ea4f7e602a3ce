import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseConfig } from '#config.ts'

const GOOD = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }

const MANY = {
  SLACK_CLIENT_ID: '12.34',
  SLACK_CLIENT_SECRET: 'abcdef0123456789',
  SLACK_SIGNING_SECRET: '0123456789abcdef',
}

/** The problems with an environment that is good but for these. */
function problems(environment: Record<string, string | undefined>): string[] {
  const parsed = parseConfig({ ...GOOD, ...environment })
  return 'problems' in parsed ? parsed.problems : []
}

describe('a good environment', () => {
  test('with an app token connects by Socket Mode to Slack itself and the embedded database', () => {
    expect(parseConfig(GOOD)).toEqual({
      config: {
        slack: {
          installation: { kind: 'one', botToken: 'xoxb-1' },
          apiUrl: null,
          transport: { kind: 'socket', appToken: 'xapp-1' },
        },
        databaseUrl: null,
        keys: null,
        health: null,
        traces: null,
        calendar: null,
        logLevel: 'info',
        settleSeconds: 150,
        retention: {
          eventIdDays: 30,
          deliveryDays: 90,
          apologyDays: 90,
          answerDays: 90,
          surveyDays: 730,
          auditDays: 730,
          uninstalledDays: 7,
        },
      },
    })
  })

  test('with a signing secret listens on the port, which is 3000 unless it says otherwise', () => {
    const secret = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: '0123456789abcdef' }
    const transport = (more: Record<string, string>) => {
      const parsed = parseConfig({ ...secret, ...more })
      return 'config' in parsed ? parsed.config.slack.transport : undefined
    }
    expect(transport({})).toEqual({ kind: 'http', signingSecret: '0123456789abcdef', port: 3000 })
    expect(transport({ PORT: '8080' })).toMatchObject({ port: 8080 })
    expect(transport({ SLACK_APP_TOKEN: 'xapp-1' })).toEqual({ kind: 'socket', appToken: 'xapp-1' })
  })

  test('with the id and secret of a client works in many workspaces, over HTTP and without a token', () => {
    expect(parseConfig(MANY)).toMatchObject({
      config: {
        slack: {
          installation: { kind: 'many', clientId: '12.34', clientSecret: 'abcdef0123456789' },
          transport: { kind: 'http', signingSecret: '0123456789abcdef', port: 3000 },
        },
      },
    })
  })

  test('answers on no port twice', () => {
    const [HEALTH_PORT, CALENDAR_URL] = ['8080', 'https://example.org']
    expect(problems({ HEALTH_PORT, CALENDAR_URL, CALENDAR_PORT: '8080' })).toEqual([
      'HEALTH_PORT and CALENDAR_PORT are both 8080. Give each a port of its own.',
    ])
    const http = { SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: '0123456789abcdef', HEALTH_PORT: '3000' }
    expect(problems(http)).toEqual(['PORT and HEALTH_PORT are both 3000. Give each a port of its own.'])
    expect(problems({ HEALTH_PORT: '3000' })).toEqual([])
  })

  test('can be asked how the bot is from this machine alone, unless it says otherwise', () => {
    const health = { port: 8080, host: '127.0.0.1' }
    expect(parseConfig({ ...GOOD, HEALTH_PORT: '8080' })).toMatchObject({ config: { health } })
    const open = { HEALTH_PORT: '8080', HEALTH_HOST: '0.0.0.0' }
    expect(parseConfig({ ...GOOD, ...open })).toMatchObject({ config: { health: { host: '0.0.0.0' } } })
    expect(problems({ HEALTH_PORT: '70000', HEALTH_HOST: 'all' })).toEqual([
      'HEALTH_PORT is above 65535. Give a whole number up to that.',
      'HEALTH_HOST is not an IP address. Give 0.0.0.0 to be asked from other machines, or leave it out.',
    ])
  })

  test('sends traces where OpenTelemetry’s own variables say, and otherwise nowhere', () => {
    const traces = (more: Record<string, string>) => {
      const parsed = parseConfig({ ...GOOD, ...more })
      return 'config' in parsed ? parsed.config.traces : undefined
    }
    const OTEL_EXPORTER_OTLP_ENDPOINT = 'http://127.0.0.1:4318/'
    const url = 'http://127.0.0.1:4318/v1/traces'
    expect(traces({ OTEL_SERVICE_NAME: 'tea' })).toBeNull()
    expect(traces({ OTEL_EXPORTER_OTLP_ENDPOINT })).toEqual({ url, serviceName: 'supportgroup' })
    const OTEL_EXPORTER_OTLP_TRACES_ENDPOINT = 'https://traces.example/take'
    expect(
      traces({ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, OTEL_SERVICE_NAME: 'tea' }),
    ).toEqual({ url: OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, serviceName: 'tea' })
    expect(problems({ OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318', OTEL_SERVICE_NAME: 'my tea' })).toEqual([
      'OTEL_EXPORTER_OTLP_ENDPOINT is not a web address. Give one such as http://127.0.0.1:4318, or leave it out.',
      'OTEL_SERVICE_NAME has other characters than letters, figures, points and hyphens, or more than 100. Give a plain name, or leave it out for supportgroup.',
    ])
  })

  test.each([120, 150, 3600])('may wait %i seconds for news of a lost answer', (seconds) => {
    expect(parseConfig({ ...GOOD, SETTLE_SECONDS: String(seconds) })).toMatchObject({
      config: { settleSeconds: seconds },
    })
  })

  test('gives the keys of the database, or the file that has them', () => {
    const keysOf = (more: Record<string, string>) => {
      const parsed = parseConfig({ ...GOOD, ...more })
      return 'config' in parsed ? parsed.config.keys : undefined
    }
    expect(keysOf({ ENCRYPTION_KEYS: 'a b', ENCRYPTION_KEYS_FILE: ' ' })).toEqual({ text: 'a b' })
    expect(keysOf({ ENCRYPTION_KEYS_FILE: '/run/secrets/keys' })).toEqual({ file: '/run/secrets/keys' })
    expect(problems({ ENCRYPTION_KEYS: 'a', ENCRYPTION_KEYS_FILE: 'b' })).toEqual([
      'ENCRYPTION_KEYS and ENCRYPTION_KEYS_FILE are both set. Keep the one that has the keys, and leave the other out.',
    ])
  })

  test('says for how many days each kind of thing is kept', () => {
    const keep = {
      KEEP_EVENT_IDS_DAYS: '7',
      KEEP_DELIVERIES_DAYS: '8',
      KEEP_APOLOGIES_DAYS: '1',
      KEEP_ANSWERS_DAYS: '3650',
      KEEP_SURVEYS_DAYS: '365',
      KEEP_AUDIT_DAYS: '31',
      KEEP_UNINSTALLED_DAYS: '14',
    }
    const retention = {
      eventIdDays: 7,
      deliveryDays: 8,
      apologyDays: 1,
      answerDays: 3650,
      surveyDays: 365,
      auditDays: 31,
      uninstalledDays: 14,
    }
    expect(parseConfig({ ...GOOD, ...keep })).toMatchObject({ config: { retention } })
  })

  test('names another Slack-compatible server with or without the last slash', () => {
    for (const SLACK_API_URL of ['http://127.0.0.1:4000/api', 'http://127.0.0.1:4000/api/']) {
      expect(parseConfig({ ...GOOD, SLACK_API_URL })).toMatchObject({
        config: { slack: { apiUrl: 'http://127.0.0.1:4000/api/' } },
      })
    }
  })

  test('may leave values empty, as in .env.example', () => {
    expect(problems({ DATABASE_URL: '', LOG_LEVEL: ' ', PORT: '', SLACK_API_URL: '' })).toEqual([])
  })
})

describe('a problem is a sentence with the next step', () => {
  test.each([
    [
      'SLACK_BOT_TOKEN',
      undefined,
      'SLACK_BOT_TOKEN is missing. Copy the “Bot User OAuth Token” from your app’s page “OAuth & Permissions”.',
    ],
    [
      'SLACK_BOT_TOKEN',
      'xapp-1',
      'SLACK_BOT_TOKEN does not begin with xoxb-, so it is another kind of token. Copy the “Bot User OAuth Token”.',
    ],
    [
      'SLACK_APP_TOKEN',
      'xoxb-1',
      'SLACK_APP_TOKEN does not begin with xapp-, so it is another kind of token. Make an app-level token under “Basic Information”.',
    ],
    [
      'SLACK_APP_TOKEN',
      '',
      'SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both missing. Set SLACK_APP_TOKEN to connect by Socket Mode, which needs no public address, or SLACK_SIGNING_SECRET to receive requests over HTTP.',
    ],
    [
      'SLACK_SIGNING_SECRET',
      'short',
      'SLACK_SIGNING_SECRET is too short to be one. Copy it whole from “Basic Information”.',
    ],
    ['PORT', 'three', 'PORT is not a port. Give a whole number from 1 to 65535, such as 3000.'],
    ['PORT', '0', 'PORT is 0. Give a whole number from 1 to 65535.'],
    ['PORT', '70000', 'PORT is above 65535. Give a whole number up to that.'],
    [
      'SLACK_API_URL',
      'localhost',
      'SLACK_API_URL is not a web address. Give one such as http://127.0.0.1:4000/api/, or leave it out for Slack itself.',
    ],
    [
      'DATABASE_URL',
      'mysql://x',
      'DATABASE_URL is not the address of a Postgres database. Give one such as postgresql://user:password@host:5432/supportgroup, or leave it out for the embedded server.',
    ],
    [
      'SETTLE_SECONDS',
      '2.5 minutes',
      'SETTLE_SECONDS is not a number of seconds. Give a whole number from 120 to 3600, such as 150.',
    ],
    [
      'SETTLE_SECONDS',
      '119',
      'SETTLE_SECONDS is below 120. Slack may still take in a message whose answer was lost, and it would come twice. Give at least 120, or leave it out for 150.',
    ],
    [
      'SETTLE_SECONDS',
      '3601',
      'SETTLE_SECONDS is above 3600. A reminder whose answer was lost would come more than an hour late. Give at most 3600, or leave it out for 150.',
    ],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL is none of error, warn, info, debug. Choose one of them.'],
  ])('%s as %j', (name, value, sentence) => {
    expect(problems({ [name]: value })).toEqual([sentence])
  })

  test.each([
    ['KEEP_EVENT_IDS_DAYS', 7, 365, 30],
    ['KEEP_DELIVERIES_DAYS', 7, 3650, 90],
    ['KEEP_APOLOGIES_DAYS', 1, 3650, 90],
    ['KEEP_ANSWERS_DAYS', 1, 3650, 90],
    ['KEEP_SURVEYS_DAYS', 1, 3650, 730],
    ['KEEP_AUDIT_DAYS', 30, 3650, 730],
    ['KEEP_UNINSTALLED_DAYS', 1, 90, 7],
  ] as const)('%s out of its range, or no whole number', (name, least, most, usual) => {
    for (const value of [`${least - 1}`, `${most + 1}`, '90.5', '-90', '3 months', '1e2'])
      expect(problems({ [name]: value })).toEqual([
        `${name} is not a number of days from ${least} to ${most}. Give a whole number in that range, or leave it out for ${usual}.`,
      ])
    for (const value of [least, most]) expect(problems({ [name]: `${value}` })).toEqual([])
  })

  test.each([
    [
      { SLACK_CLIENT_ID: '' },
      'Only one of SLACK_CLIENT_ID and SLACK_CLIENT_SECRET is set. Copy both from “Basic Information” to have the bot installed in many workspaces, or leave out both for one.',
    ],
    [
      { SLACK_CLIENT_SECRET: '' },
      'Only one of SLACK_CLIENT_ID and SLACK_CLIENT_SECRET is set. Copy both from “Basic Information” to have the bot installed in many workspaces, or leave out both for one.',
    ],
    [
      { SLACK_SIGNING_SECRET: '' },
      'SLACK_SIGNING_SECRET is missing. With SLACK_CLIENT_ID the bot works in many workspaces, and receives requests over HTTP. Copy it from “Basic Information”.',
    ],
    [
      { SLACK_APP_TOKEN: 'xapp-1' },
      'SLACK_APP_TOKEN is set together with SLACK_CLIENT_ID. Many workspaces cannot be reached by Socket Mode: leave it out, and set SLACK_SIGNING_SECRET.',
    ],
    [
      { SLACK_BOT_TOKEN: 'xoxb-1' },
      'SLACK_BOT_TOKEN is set together with SLACK_CLIENT_ID. Each of many workspaces has a token of its own, which the bot gets when it is installed there: leave it out.',
    ],
    [
      { SLACK_CLIENT_ID: 'A123' },
      'SLACK_CLIENT_ID is not two numbers with a point between them. Copy the “Client ID” from “Basic Information”.',
    ],
    [
      { SLACK_CLIENT_SECRET: 'short' },
      'SLACK_CLIENT_SECRET is too short to be one. Copy it whole from “Basic Information”.',
    ],
  ])('many workspaces, but %o', (change, sentence) => {
    const parsed = parseConfig({ ...MANY, ...change })
    expect('problems' in parsed && parsed.problems).toEqual([sentence])
  })

  test('and all of them are named at once', () => {
    const parsed = parseConfig({ PORT: 'x', LOG_LEVEL: 'x', DATABASE_URL: 'x' })
    expect('problems' in parsed && parsed.problems).toHaveLength(5)
  })
})

test('.env.example has every variable that is read, each with a line that explains it', () => {
  const lines = readFileSync('.env.example', 'utf8').trim().split('\n')
  const names = lines.flatMap((line) => line.match(/^([A-Z_]+)=$/)?.[1] ?? [])
  const calendar = readFileSync('src/config-calendar.ts', 'utf8')
  const source = readFileSync('src/config.ts', 'utf8').replace('  ...calendarFields,', () => calendar)
  const read = [...source.matchAll(/^ {2}([A-Z_]+): \w/gm)].map(([, name]) => name)
  expect(names).toEqual(read)
  for (const name of names) expect(lines[lines.indexOf(`${name}=`) - 1]).toMatch(/^# .+\.$/)
})
