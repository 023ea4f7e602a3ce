import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Simulator } from '#simulator/contract.ts'
import { SCOPES } from '#slack/scope.ts'
import { createEmptyDatabase, createTestDatabase } from '../support/database.ts'
import { look, runDoctor, wrongIn } from '../support/doctor.ts'
import { slackEnvironment } from '../support/main-process.ts'
import { query } from '../support/query.ts'
import { startWorkspace } from '../support/simulator.ts'
import { KEYS, openTerminal, projectCopy } from '../support/terminal.ts'

let simulator: Simulator
let copy: Awaited<ReturnType<typeof projectCopy>>
beforeEach(async () => {
  simulator = await startWorkspace({ scopes: SCOPES })
  copy = await projectCopy()
})
afterEach(async () => {
  await simulator.stop()
  await copy.remove()
})

test('migrations that are missing, and those of a newer version, are told apart', async () => {
  const { url, drop } = await createTestDatabase()
  const settings = { ...slackEnvironment(simulator), DATABASE_URL: url }
  expect((await runDoctor(copy, settings)).code).toBe(3)
  const last = '(SELECT max(migration_name) FROM _prisma_migrations)'
  await query(url, `DELETE FROM _prisma_migrations WHERE migration_name = ${last}`)
  const older = await runDoctor(copy, settings)
  expect(Object.keys(wrongIn(older))).toEqual(['migrations'])
  expect(older.said.migrations).toMatch(/Not applied yet: \d{14}_\w+\. Make a backup/)
  expect(older.said.keys).toBe('notChecked: See first to “Migrations”.')

  await query(
    url,
    `UPDATE _prisma_migrations SET migration_name = '29990101000000_later' WHERE migration_name = ${last}`,
  )
  const newer = await runDoctor(copy, settings)
  expect(newer.said.migrations).toContain('29990101000000_later is not known here')
  expect(newer.said.migrations).toContain('Start the version that was used last')
  await drop()
})

test('an empty database waits for the first start, and is still empty afterwards', async () => {
  const { url, drop } = await createEmptyDatabase()
  const settings = { ...slackEnvironment(simulator), DATABASE_URL: url }
  for (let time = 0; time < 2; time += 1) {
    const found = await runDoctor(copy, settings)
    expect([found.code, found.said.migrations]).toEqual([
      3,
      'ok: The database is empty; `npm start` prepares it.',
    ])
  }
  await drop()
})

test('the embedded database is looked at before it is there, beside the bot, and while it is stopped', async () => {
  const { ENCRYPTION_KEYS: _, ...settings } = slackEnvironment(simulator)
  const before = await runDoctor(copy, settings)
  expect([before.code, before.said.database]).toEqual([3, 'ok: There is none yet; `npm start` makes it.'])

  const bot = openTerminal(['start'], { folder: copy.folder })
  await bot.sees('connected to Slack')
  const beside = await look(copy)
  expect(wrongIn(beside)).toEqual({})
  expect(beside.said).toMatchObject({
    database: 'ok: The embedded Postgres runs, and answers.',
    bot: 'ok: One runs.',
  })
  bot.press(KEYS.ctrlC)
  expect(await bot.ended).toBe(0)

  const stopped = await look(copy)
  expect(wrongIn(stopped)).toEqual({})
  expect(stopped.said.database).toContain('it was started to be looked at, and stopped again')

  await rename(join(copy.folder, '.data', 'keys'), join(copy.folder, 'elsewhere'))
  for (let time = 0; time < 2; time += 1)
    expect(wrongIn(await look(copy))).toEqual({ keys: expect.stringContaining('keys is not there') })
}, 60_000)
