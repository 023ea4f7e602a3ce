import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseConfig } from '#config.ts'
import { TEST_KEY } from './support/test-keys.ts'

const { scripts, dependencies, devDependencies, engines } = JSON.parse(readFileSync('package.json', 'utf8'))
const running = readFileSync('docs/running.md', 'utf8')
const { services, volumes } = parse(readFileSync('compose.yaml', 'utf8'))
const { bot, database } = services

/** The instructions of the Dockerfile, each with its arguments in one line. */
const instructions = readFileSync('Dockerfile', 'utf8')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => line.split(/ (.*)/s).slice(0, 2) as [string, string])
const given = (name: string) => instructions.filter(([each]) => each === name).map(([, what]) => what)

test('the image runs what `npm start` runs, by the Node of the project, and not as root', () => {
  expect(JSON.parse(given('CMD')[0] ?? '').join(' ')).toBe(scripts.start)
  expect(given('FROM')).toEqual([`node:${devDependencies.node}-slim`])
  expect(devDependencies.node >= engines.node.replace('>=', '')).toBe(true)
  const [, forEngine] = scripts.start.match(/^node (.*) --disable-warning/)
  // What was compiled with other options, or for another user, is not taken.
  expect(given('RUN').at(-1)).toMatch(`--reuid=node --regid=node --clear-groups node ${forEngine} --input`)
  const names = instructions.map(([name]) => name)
  expect(given('USER')).toEqual(['node'])
  expect(names.lastIndexOf('RUN')).toBeLessThan(names.indexOf('USER'))
  expect(given('STOPSIGNAL')).toEqual(['SIGTERM'])
})

test('what is copied into the image is there, and let through to it, and nothing else is', () => {
  const copied = given('COPY').flatMap((what) => what.split(' ').slice(0, -1))
  expect(copied.filter((path) => !existsSync(path))).toEqual([])
  const [first, ...rules] = readFileSync('.dockerignore', 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
  expect(first).toBe('*')
  const letThrough = rules.filter((rule) => rule.startsWith('!')).map((rule) => rule.slice(1))
  expect(letThrough.sort()).toEqual(copied.sort())
})

test('the bot needs no package that is left out of the image, and no file', () => {
  const left = ['src/simulator/**', 'src/demo*.ts', 'src/db/generated/**']
  const imports = globSync('src/**/*.ts', { exclude: left }).flatMap((file) =>
    [
      ...readFileSync(file, 'utf8').matchAll(
        /^(?:import|export) (?!type )(?:[\w\s{},*]+ from )?'([^']+)'|\bload\('([^']+)'\)/gm,
      ),
    ].map(([, now, later]) => ({ file, name: now ?? later ?? '' })),
  )
  expect(imports.filter(({ name }) => /^(#simulator|\.\/demo)/.test(name))).toEqual([])
  const packages = imports
    .map(({ name }) => name)
    .filter((name) => !/^([.#]|node:)/.test(name))
    .map((name) => name.match(/^(@[^/]+\/)?[^/]+/)?.[0] ?? name)
  expect(packages.length).toBeGreaterThan(10)
  expect(packages.filter((name) => !(name in dependencies))).toEqual([])
})

test('the image is asked on the port that it sets, by a program that runs', () => {
  const environment = Object.fromEntries(
    given('ENV').flatMap((what) =>
      [...what.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
    ),
  )
  expect(environment.HEALTH_PORT).toBe(String(bot.environment.HEALTH_PORT))
  const [, command = '[]'] = given('HEALTHCHECK')[0]?.split(/ CMD (.*)/s) ?? []
  const [node, option, program = ''] = JSON.parse(command)
  expect([node, option]).toEqual(['node', '-e'])
  expect(program).toContain(`http://127.0.0.1:${environment.HEALTH_PORT}/health`)
  const asked = (url: string) =>
    spawnSync(process.execPath, ['-e', program.replace(/http:[^']+/, url)]).status
  expect(asked('data:,')).toBe(0)
  expect(asked('http://127.0.0.1:1')).toBe(1)
})

test('the bot waits for a database that is well, both start again by themselves, and it is given its time to stop', () => {
  expect(bot).toMatchObject({ build: '.', init: true, restart: 'always', env_file: '.env', read_only: true })
  expect(bot.depends_on).toEqual({ database: { condition: 'service_healthy' } })
  expect(Number.parseInt(bot.stop_grace_period, 10)).toBeGreaterThan(10)
  expect(database).toMatchObject({ image: 'postgres:18', restart: 'always' })
  expect(database.healthcheck.test).toContain(`--username=${database.environment.POSTGRES_USER}`)
  const [mount] = database.volumes
  expect(mount).toBe('database:/var/lib/postgresql')
  expect(volumes).toHaveProperty('database')
})

test('the settings of the Compose file go together, and its address leads to its database', () => {
  const { DATABASE_URL, HEALTH_PORT, ...others } = bot.environment
  expect(others).toEqual({})
  const address = new URL(DATABASE_URL.replace(/\$\{POSTGRES_PASSWORD:\?[^}]*\}/, 'secret'))
  const { POSTGRES_USER: user, POSTGRES_DB: name } = database.environment
  expect([address.hostname, address.username, address.pathname]).toEqual(['database', user, `/${name}`])
  const tokens = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', ENCRYPTION_KEYS: TEST_KEY }
  expect(
    parseConfig({ ...tokens, DATABASE_URL: address.href, HEALTH_PORT: String(HEALTH_PORT) }),
  ).toHaveProperty('config')
})

test('what the Compose file takes from .env is what docs/running.md has put there', () => {
  const taken = [...readFileSync('compose.yaml', 'utf8').matchAll(/\$\{(\w+)/g)].map(([, name]) => name)
  expect([...new Set(taken)]).toEqual(['POSTGRES_PASSWORD'])
  expect(running).toMatch(/^echo "POSTGRES_PASSWORD=.*>> \.env$/m)
  expect(running).toMatch(/^echo "ENCRYPTION_KEYS=.*>> \.env$/m)
})
