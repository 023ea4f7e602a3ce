import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseConfig } from '#config.ts'

const readme = readFileSync('README.md', 'utf8')
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))

/** What the README shows in a block of this language. */
function block(language: string): string {
  return readme.match(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``))?.[1] ?? ''
}

/** The lines `key=value` of a unit, by section. */
function sections(unit: string): Record<string, Record<string, string>> {
  const found: Record<string, Record<string, string>> = {}
  let name = ''
  for (const line of unit.split('\n').filter((each) => each && !each.startsWith('#'))) {
    const [, section] = line.match(/^\[(\w+)\]$/) ?? []
    const [, key, value] = line.match(/^(\w+)=(.+)$/) ?? []
    if (section) name = section
    else if (key && value) found[name] = { ...found[name], [key]: value }
    else throw new Error(`not a line of a unit: ${line}`)
  }
  return found
}

/** The lines `key: value` of a service in a Compose file; nothing in it is nested but lists and the environment. */
function service(compose: string): Record<string, string> {
  const lines = compose.split('\n').filter((line) => line.includes(': '))
  return Object.fromEntries(
    lines.map((line) =>
      line
        .trim()
        .split(/: (.*)/s)
        .slice(0, 2),
    ),
  )
}

test('the unit starts what `npm start` starts, always again, and stops it by itself alone within its time', () => {
  const { Unit, Service, Install } = sections(block('ini'))
  expect(Service).toMatchObject({ Restart: 'always', KillMode: 'mixed' })
  const { ExecStart = '', WorkingDirectory = '', TimeoutStopSec = '' } = Service ?? {}
  expect(ExecStart).toBe(`${WorkingDirectory}/node_modules/.bin/${scripts.start}`)
  expect(Number(TimeoutStopSec)).toBeGreaterThan(10)
  expect(Unit).toMatchObject({ StartLimitIntervalSec: '0' })
  expect(Install).toHaveProperty('WantedBy')
})

test('systemd, where there is one, finds nothing wrong with its keys', ({ skip }) => {
  const isThere = spawnSync('systemd-analyze', ['--version']).status === 0
  skip(!isThere, 'no systemd here')
  const folder = mkdtempSync(join(tmpdir(), 'unit-'))
  const file = join(folder, 'supportgroup.service')
  writeFileSync(
    file,
    block('ini')
      .replace(/^ExecStart=.*$/m, 'ExecStart=/bin/true')
      .replace(/^User=.*$/m, 'User=root'),
  )
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  expect({ status, stderr: stderr.split('\n').filter((line) => line.includes(file)) }).toEqual({
    status: 0,
    stderr: [],
  })
})

test('the Compose file starts the same, always again, with a Node that the project wants', () => {
  const { command, restart, image = '', stop_grace_period = '', init } = service(block('yaml'))
  expect({ command, restart, init }).toEqual({ command: scripts.start, restart: 'always', init: 'true' })
  expect(image).toBe(`node:${process.versions.node.split('.')[0]}`)
  expect(Number.parseInt(stop_grace_period, 10)).toBeGreaterThan(10)
})

test('the Compose file asks on the port that it sets, and its question is a program that runs', () => {
  const { HEALTH_PORT = '', test: question = '' } = service(block('yaml'))
  const tokens = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }
  expect(parseConfig({ ...tokens, HEALTH_PORT })).toMatchObject({ config: { health: { port: 8080 } } })
  expect(question).toContain(`http://127.0.0.1:${HEALTH_PORT}/health`)
  const [, program = ''] = question.match(/^node -e "(.*)"$/) ?? []
  const asked = (url: string) =>
    spawnSync(process.execPath, ['-e', program.replace(/http:[^']+/, url)]).status
  expect(asked('data:,')).toBe(0)
  expect(asked('http://127.0.0.1:1')).toBe(1)
})

test('the variables of the README about health are those of .env.example', () => {
  const example = readFileSync('.env.example', 'utf8')
  for (const [, name] of readme.matchAll(/`(HEALTH_\w+)`/g)) expect(example).toContain(`${name}=`)
})
