import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbeddedPostgres } from '#db/embedded.ts'
import { query } from '../support/query.ts'

let folder: string
let directory: string
let url: string
let stop: () => Promise<void>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'embedded-'))
  directory = join(folder, 'database')
  const server = await startEmbeddedPostgres({ directory, durable: false })
  url = server.url
  stop = server.stop
})
afterAll(async () => {
  await stop()
  await rm(folder, { recursive: true })
})

const another = () => join(folder, 'another')

test('it writes UTF-8, lives in UTC and listens on this machine only', async () => {
  const settings = ['server_encoding', 'TimeZone', 'listen_addresses', 'unix_socket_directories']
  const sql = `SELECT ${settings.map((name) => `current_setting('${name}') AS "${name}"`)}`
  expect(await query(url, sql)).toEqual([
    {
      server_encoding: 'UTF8',
      TimeZone: 'UTC',
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
    },
  ])
})

test('the password is random, readable by its owner only, and needed', async () => {
  const { mode } = await stat(join(directory, 'password'))
  expect(mode & 0o777).toBe(0o600)
  expect(new URL(url).password).toMatch(/^[\w-]{32}$/)
  const wrong = new URL(url)
  wrong.password = 'wrong'
  await expect(query(wrong.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' })
})

test('a statement that fails leaves neither itself nor its row nor a value of it in the log', async () => {
  await query(url, 'CREATE TABLE notes (word text PRIMARY KEY)')
  await query(url, "INSERT INTO notes VALUES ('canary')")
  await expect(query(url, "INSERT INTO notes VALUES ('canary')")).rejects.toMatchObject({
    code: '23505',
  })
  await expect(query(url, "SELECT 'canary'::int")).rejects.toMatchObject({ code: '22P02' })
  const log = await readFile(join(directory, 'server.log'), 'utf8')
  expect(log).toContain('ready to accept connections')
  expect(log).not.toContain('canary')
})

test('a folder whose server belongs to a living process is refused, and that server goes on', async () => {
  await expect(startEmbeddedPostgres({ directory })).rejects.toThrow('seems to be running already')
  expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('a port that is taken is an error with the reason from the log', async () => {
  const port = Number(new URL(url).port)
  const second = startEmbeddedPostgres({ directory: another(), port, durable: false })
  await expect(second).rejects.toThrow(/PostgreSQL did not start[\s\S]*Address already in use/)
})

test('the port asked for is used', async () => {
  const first = await startEmbeddedPostgres({ directory: another(), durable: false })
  const { port } = new URL(first.url)
  await first.stop()
  const second = await startEmbeddedPostgres({ directory: another(), port: Number(port), durable: false })
  expect(new URL(second.url).port).toBe(port)
  await second.stop()
})

test('a server that is meant to last writes safely to disk', async () => {
  const server = await startEmbeddedPostgres({ directory: another() })
  const sql =
    "SELECT name FROM pg_settings WHERE setting = 'off' AND name IN ('fsync', 'synchronous_commit', 'full_page_writes')"
  expect(await query(server.url, sql)).toEqual([])
  await server.stop()
})
