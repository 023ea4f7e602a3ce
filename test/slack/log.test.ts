import { WebAPIPlatformError } from '@slack/web-api'
import pino from 'pino'
import { expect, test } from 'vitest'
import { describeError, errorName, placeOf, slackLogger } from '#slack/log.ts'

test('of an error the name, the code and the place are logged', () => {
  const error = Object.assign(new TypeError('secret'), { code: 'ECONNRESET' })
  error.stack = 'TypeError: secret\n    at load (/opt/supportgroup/src/db/group.ts:12:34)'
  expect(describeError(error)).toEqual({ name: 'TypeError', code: 'ECONNRESET', at: 'src/db/group.ts:12' })
})

test('a page where Slack’s code should be is no code, and neither is a sentence', () => {
  const page = new WebAPIPlatformError({ ok: false, error: '<html>secret</html>' })
  expect(errorName(page)).toEqual({ name: 'WebAPIPlatformError', code: 'slack_webapi_platform_error' })
  const sentence = Object.assign(new Error('secret'), { code: 'it was secret', name: 'a secret' })
  expect(errorName(sentence)).toEqual({ name: 'Error', code: undefined })
})

test('what looks like a place in the words of an error is none', () => {
  const quoting = new Error('no group is called src/secret:7')
  expect(placeOf(quoting) ?? '').not.toContain('secret')
  quoting.message = 'changed afterwards'
  expect(placeOf(quoting)).toBeUndefined()
})

test('of what Slack’s libraries say the known beginning is logged, and of the rest nothing', () => {
  const lines: string[] = []
  const logger = slackLogger(pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }))
  logger.warn('http request failed', 'secret')
  logger.error('must be shorter than 75 characters: “secret”')
  logger.error('WebSocket error! Error: secret', new TypeError('secret'))
  logger.info({ text: 'secret' })
  logger.debug('secret')
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 40, says: 'http request failed' },
    { level: 50, says: 'something that may quote a message' },
    { level: 50, says: 'WebSocket error', name: 'TypeError' },
    { level: 20, says: 'something that may quote a message' },
  ])
  expect(lines.join('')).not.toContain('secret')
})
