import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { COMMANDS } from '#slack/command.ts'
import { runPlan } from './cli/run-plan.ts'

const readme = readFileSync('README.md', 'utf8')
const connecting = readFileSync('docs/connecting.md', 'utf8')
const planning = readFileSync('docs/planning.md', 'utf8')
const guides = globSync('docs/*.md').map((path) => ({ path, text: readFileSync(path, 'utf8') }))
/** What an operator reads, one after the other. */
const pages = [{ path: 'README.md', text: readme }, ...guides]
const everyPage = pages.map(({ text }) => text).join('\n')
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
const manifest = JSON.parse(readFileSync('manifest.json', 'utf8'))

test('every npm command in the README and in docs/ exists', () => {
  const named = [...everyPage.matchAll(/npm (?:run (?:--silent )?(\w+)|(start|test))/g)].map(
    ([, run, short]) => run ?? short ?? '',
  )
  expect(named.length).toBeGreaterThan(5)
  expect(named.filter((name) => !(name in scripts))).toEqual([])
})

test('the README gives the reason for exactly the scopes of the manifest', () => {
  const explained = [...readme.matchAll(/^\| `([\w:.]+)` \|/gm)].map(([, scope]) => scope)
  expect(explained.sort()).toEqual([...manifest.oauth_config.scopes.bot].sort())
})

test('every file and folder that the README and docs/ point to exists', () => {
  const links = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/\]\((?!http)([^)#]+)\)/g)].map(([, to = '']) => join(dirname(path), to)),
  )
  const mapped = [...readme.matchAll(/^ {2}([a-z]+(?:\/|\.ts)) /gm)].map(([, name = '']) => `src/${name}`)
  expect(mapped.length).toBeGreaterThan(8)
  expect(guides.length).toBeGreaterThan(2)
  expect([...links, ...mapped].filter((path) => !existsSync(path))).toEqual([])
})

test('the README leads to every page of docs/', () => {
  expect(guides.filter(({ path }) => !readme.includes(`](${path})`))).toEqual([])
})

test('the example of a plan is what the command prints', async () => {
  const block = (kind: string) => new RegExp(`^\`\`\`${kind}\\n(.*?)^\`\`\``, 'ms').exec(planning)?.[1] ?? ''
  const { code, out } = await runPlan(block('csv'), { rules: block('json') })
  expect([code, out]).toEqual([0, block('text')])
})

test('every sub-command in the README and in docs/ exists', () => {
  const named = [...everyPage.matchAll(/`\/supportgroup (\w+)`/g)].map(([, name = '']) => name)
  const names = COMMANDS.map(({ name }): string => name)
  expect(named.filter((name) => !names.includes(name))).toEqual([])
})

test('the keys that the steps for HTTP change are those of the manifest', () => {
  expect(manifest.settings).toHaveProperty('socket_mode_enabled', true)
  expect(manifest.settings).toHaveProperty('event_subscriptions')
  expect(manifest.settings).toHaveProperty('interactivity')
  for (const key of ['socket_mode_enabled', 'event_subscriptions', 'interactivity'])
    expect(connecting).toContain(key)
})

test('the variables that the README and docs/ name are in .env.example', () => {
  const example = readFileSync('.env.example', 'utf8')
  const named = [
    ...new Set([...everyPage.matchAll(/`(SLACK_\w+|DATABASE_URL|PORT|LOG_LEVEL)`/g)].map(([, name]) => name)),
  ]
  expect(named.filter((name) => !example.includes(`${name}=`))).toEqual([])
})
