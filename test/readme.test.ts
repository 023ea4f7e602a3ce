import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { COMMANDS } from '#slack/command.ts'

const readme = readFileSync('README.md', 'utf8')
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
const manifest = JSON.parse(readFileSync('manifest.json', 'utf8'))

test('every npm command in the README exists', () => {
  const named = [...readme.matchAll(/npm (?:run (\w+)|(start|test))/g)].map(
    ([, run, short]) => run ?? short ?? '',
  )
  expect(named.length).toBeGreaterThan(5)
  expect(named.filter((name) => !(name in scripts))).toEqual([])
})

test('the README gives the reason for exactly the scopes of the manifest', () => {
  const explained = [...readme.matchAll(/^\| `([\w:.]+)` \|/gm)].map(([, scope]) => scope)
  expect(explained.sort()).toEqual([...manifest.oauth_config.scopes.bot].sort())
})

test('every file and folder the README points to exists', () => {
  const links = [...readme.matchAll(/\]\((?!http)([^)#]+)\)/g)].map(([, path = '']) => path)
  const mapped = [...readme.matchAll(/^ {2}([a-z]+(?:\/|\.ts)) /gm)].map(([, name = '']) => `src/${name}`)
  expect(mapped.length).toBeGreaterThan(8)
  expect([...links, ...mapped].filter((path) => !existsSync(path))).toEqual([])
})

test('every sub-command in the README exists', () => {
  const named = [...readme.matchAll(/`\/supportgroup (\w+)`/g)].map(([, name = '']) => name)
  const names = COMMANDS.map(({ name }): string => name)
  expect(named.filter((name) => !names.includes(name))).toEqual([])
})

test('the keys that the steps for HTTP change are those of the manifest', () => {
  expect(manifest.settings).toHaveProperty('socket_mode_enabled', true)
  expect(manifest.settings).toHaveProperty('event_subscriptions')
  expect(manifest.settings).toHaveProperty('interactivity')
  for (const key of ['socket_mode_enabled', 'event_subscriptions', 'interactivity'])
    expect(readme).toContain(key)
})

test('the variables the README names are in .env.example', () => {
  const example = readFileSync('.env.example', 'utf8')
  const named = [
    ...new Set([...readme.matchAll(/`(SLACK_\w+|DATABASE_URL|PORT|LOG_LEVEL)`/g)].map(([, name]) => name)),
  ]
  expect(named.filter((name) => !example.includes(`${name}=`))).toEqual([])
})
