import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const unit = readFileSync('deploy/supportgroup.service', 'utf8')
const running = readFileSync('docs/running.md', 'utf8')
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))

/** The lines `key=value` of a unit, by section. */
function sections(text: string): Record<string, Record<string, string>> {
  const found: Record<string, Record<string, string>> = {}
  let name = ''
  for (const line of text.split('\n').filter((each) => each && !each.startsWith('#'))) {
    const [, section] = line.match(/^\[(\w+)\]$/) ?? []
    const [, key, value = ''] = line.match(/^(\w+)=(.*)$/) ?? []
    if (section) name = section
    else if (key) found[name] = { ...found[name], [key]: value }
    else throw new Error(`not a line of a unit: ${line}`)
  }
  return found
}

test('the unit starts what `npm start` starts, always again, and stops it by itself alone within its time', () => {
  const { Unit, Service, Install } = sections(unit)
  expect(Service).toMatchObject({ Restart: 'always', KillMode: 'mixed' })
  const { ExecStart = '', WorkingDirectory = '', ReadWritePaths, TimeoutStopSec = '' } = Service ?? {}
  expect(ExecStart).toBe(`${WorkingDirectory}/node_modules/.bin/${scripts.start}`)
  expect(ReadWritePaths).toBe(WorkingDirectory)
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
    unit.replace(/^ExecStart=.*$/m, 'ExecStart=/bin/true').replace(/^User=.*$/m, 'User=root'),
  )
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  expect({ status, stderr: stderr.split('\n').filter((line) => line.includes(file)) }).toEqual({
    status: 0,
    stderr: [],
  })
})

test('the variables about health are those of .env.example', () => {
  const example = readFileSync('.env.example', 'utf8')
  for (const [, name] of running.matchAll(/`(HEALTH_\w+)`/g)) expect(example).toContain(`${name}=`)
})
