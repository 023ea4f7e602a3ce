import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { spawn } from '@lydell/node-pty'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Simulator } from '#simulator/contract.ts'
import { createTestDatabase, type TestDatabase } from './support/database.ts'
import { slackEnvironment } from './support/main-process.ts'
import { startWorkspace } from './support/simulator.ts'
import { KEYS, openTerminal, projectCopy } from './support/terminal.ts'

let simulator: Simulator
let database: TestDatabase
let copy: Awaited<ReturnType<typeof projectCopy>>
beforeAll(async () => {
  simulator = await startWorkspace()
  database = await createTestDatabase()
  copy = await projectCopy()
  // Node itself says so where there is none.
  await copy.write('.env', '')
})
afterAll(async () => {
  await simulator.stop()
  await database.drop()
  await copy.remove()
})

/** Starts the bot in a terminal, and stops it as people do; answers the lines that they have seen. */
async function linesOf(environment: Record<string, string> = {}): Promise<string[]> {
  const all = { ...slackEnvironment(simulator), DATABASE_URL: database.url, ...environment }
  const terminal = openTerminal(['start'], { folder: copy.folder, environment: all })
  await terminal.sees('connected to Slack')
  terminal.press(KEYS.ctrlC)
  await terminal.sees('stopping')
  await terminal.ended
  return terminal.seen().replaceAll('^C', '').split(/\r?\n/).filter(Boolean)
}

test('at a terminal a line of the log is a sentence with its time and what belongs to it', async () => {
  const lines = await linesOf()
  expect(lines.filter((line) => !/^\[\d\d:\d\d:\d\d\] (INFO|WARN|ERROR)( \(\w+\))?: \w/.test(line))).toEqual(
    [],
  )
  expect(lines.some((line) => line.endsWith('INFO: connected to Slack {"transport":"socket"}'))).toBe(true)
  expect(lines.some((line) => line.endsWith('INFO: stopping {"signal":"SIGINT"}'))).toBe(true)
})

test('in production it is JSON there, too', async () => {
  const lines = await linesOf({ NODE_ENV: 'production' })
  const said = lines.map((line) => JSON.parse(line))
  expect(said[0]).toMatchObject({ level: 30, msg: 'connected to Slack', transport: 'socket' })
  expect(said.map(({ msg }) => msg)).toContain('stopping')
})

test('the last line of a program that ends with it can be read, after all the others', async () => {
  const program = fileURLToPath(new URL('./support/last-word-process.ts', import.meta.url))
  const { PATH = '' } = process.env
  const terminal = spawn(process.execPath, [program], { env: { PATH, TERM: 'xterm' }, cols: 200 })
  let seen = ''
  terminal.onData((data) => {
    seen += data
  })
  await new Promise((resolve) => terminal.onExit(resolve))
  const lines = stripVTControlCharacters(seen).trimEnd().split(/\r?\n/)
  expect(lines).toHaveLength(501)
  expect(lines.at(-1)).toMatch(/FATAL \(Error\): an error that nobody foresaw ends the bot$/)
})
