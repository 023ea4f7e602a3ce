import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Simulator } from '#simulator/contract.ts'
import { SCOPES } from '#slack/scope.ts'
import { startWorkspace } from '../support/simulator.ts'
import { KEYS, openTerminal } from '../support/terminal.ts'

const manifest = JSON.parse(readFileSync('manifest.json', 'utf8'))

let folder: string
let simulator: Simulator
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'slack-hook-'))
  for (const name of ['package.json', 'node_modules', 'src', 'scripts', 'manifest.json', '.slack'])
    symlinkSync(resolve(name), join(folder, name))
  simulator = await startWorkspace({ scopes: SCOPES })
})
afterAll(async () => {
  await simulator.stop()
  rmSync(folder, { recursive: true })
})

/** Runs a hook as Slack’s command line does: its words, without a shell, in the folder of the project. */
function run(hook: string) {
  const [program = '', ...args] = hook.split(' ')
  const { status, stdout } = spawnSync(program, args, { cwd: folder, encoding: 'utf8' })
  return { status, answer: status === 0 ? JSON.parse(stdout) : null }
}

const { hooks: first } = JSON.parse(readFileSync('.slack/hooks.json', 'utf8'))
const { hooks, config } = run(first['get-hooks']).answer

test('the command line is told all hooks by the first, and that the bot keeps its own connection', () => {
  expect(Object.keys(hooks)).toEqual(['get-manifest', 'start', 'doctor'])
  expect(config['sdk-managed-connection-enabled']).toBe(true)
  for (const name of ['manifest.json', 'slack-app-manifest.json'])
    expect(name).toMatch(new RegExp(config.watch['filter-regex']))
})

test('the manifest is the project’s own, or the one that was made with another name', () => {
  expect(run(hooks['get-manifest']).answer).toEqual(manifest)
  const made = { ...manifest, display_information: { ...manifest.display_information, name: 'Tuesday' } }
  writeFileSync(join(folder, 'slack-app-manifest.json'), JSON.stringify(made))
  expect(run(hooks['get-manifest']).answer).toEqual(made)
})

test('it says by which Node the bot runs', () => {
  expect(run(hooks.doctor).answer).toEqual({ versions: [{ name: 'node', current: process.versions.node }] })
})

test('a hook that is not there fails', () => {
  expect(run(first['get-hooks'].replace('get-hooks', 'deploy')).status).toBe(1)
})

test('`slack run` starts the bot with the tokens that it gives, before those in .env', async () => {
  expect(hooks.start).toBe('npm start')
  writeFileSync(join(folder, '.env'), 'SLACK_BOT_TOKEN=xoxb-other\nSLACK_APP_TOKEN=xapp-other\n')
  const { apiUrl, botToken, appToken } = simulator
  const environment = { SLACK_API_URL: apiUrl, SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken }
  const bot = openTerminal(['start'], { folder, environment })
  await bot.sees('connected to Slack')
  bot.press(KEYS.ctrlC)
  expect(await bot.ended).toBe(0)
})
