import { Writable } from 'node:stream'
import pino from 'pino'
import { expect, test } from 'vitest'
import { queueLog } from '#jobs/queue-log.ts'

test('what goes wrong in the queue is logged by name and code, the same once, and never its words', () => {
  const lines: string[] = []
  const kept = new Writable({
    write: (line, _, done) => {
      lines.push(String(line))
      done()
    },
  })
  const heard = queueLog(pino({ level: 'warn' }, kept))
  const error = (code?: string) => Object.assign(new Error('canary'), code ? { code } : {})
  for (const code of ['ECONNREFUSED', 'ECONNREFUSED', '57P01', undefined, undefined, 'ECONNREFUSED'])
    heard(error(code))
  expect(lines.map((line) => JSON.parse(line).code)).toEqual(['ECONNREFUSED', '57P01', undefined])
  expect(lines.join('')).not.toContain('canary')
})
