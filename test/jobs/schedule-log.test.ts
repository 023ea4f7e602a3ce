import cron from 'node-cron'
import pino from 'pino'
import { expect, test } from 'vitest'
import { scheduleLog } from '#jobs/schedule-log.ts'

test('a tick that takes longer than the time between two is in the bot’s own log, as a line of JSON', async () => {
  const lines: string[] = []
  const log = pino({}, { write: (line: string) => void lines.push(line) })
  const isLogged = Promise.withResolvers<void>()
  const logger = scheduleLog(log)
  const noted = {
    ...logger,
    warn(message: string) {
      logger.warn(message)
      isLogged.resolve()
    },
  }
  const task = cron.schedule('* * * * * *', () => isLogged.promise, { noOverlap: true, logger: noted })
  await isLogged.promise
  await task.destroy()
  const [line = ''] = lines
  expect(JSON.parse(line)).toMatchObject({ level: 40, msg: 'ticks do not come as they should' })
  expect(JSON.parse(line).schedule).toContain('still running')
})

test('the text of an error that it reports is left out', () => {
  const lines: string[] = []
  const log = pino({}, { write: (line: string) => void lines.push(line) })
  scheduleLog(log).error('Failed to start scheduled task: secret')
  scheduleLog(log).error(new TypeError('secret'))
  expect(lines.map((line) => JSON.parse(line).schedule)).toEqual([
    'Failed to start scheduled task',
    'TypeError',
  ])
})
