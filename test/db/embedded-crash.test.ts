import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Database, openDatabase } from '#db/client.ts'
import { startEmbeddedPostgres } from '#db/embedded.ts'
import { isRetryable } from '#db/retry.ts'
import { query } from '../support/query.ts'
import { testKeys } from '../support/test-keys.ts'

let directory: string
let server: Awaited<ReturnType<typeof startEmbeddedPostgres>>
let db: Database
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'embedded-'))
  server = await startEmbeddedPostgres({ directory, durable: false })
  db = openDatabase(server.url, testKeys)
})
afterEach(async () => {
  await db.$disconnect()
  await server.stop()
  await rm(directory, { recursive: true })
})

test('every error that a crash of the server causes, until it has recovered, lets a transaction run again', async () => {
  const errors: unknown[] = []
  const begun = Promise.withResolvers<void>()
  const work = db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1`
    begun.resolve()
    await tx.$queryRaw`SELECT pg_sleep(60)::text`
  })
  const outcome = expect(work).rejects.toSatisfy(isRetryable)
  await begun.promise
  await crash((error) => errors.push(error))
  await outcome
  expect(errors.filter((error) => !isRetryable(error))).toEqual([])
})

test('a server that is being stopped lets a transaction run again', async () => {
  let refusal: unknown
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1`
    // Asked to stop when the last connection has ended, it accepts no new ones.
    process.kill(
      Number.parseInt(await readFile(join(directory, 'data/postmaster.pid'), 'utf8'), 10),
      'SIGTERM',
    )
    while (!refusal) await db.$queryRaw`SELECT 1`.catch((error) => (refusal = error))
  })
  expect(refusal).toMatchObject({ meta: { driverAdapterError: { cause: { originalCode: '57P03' } } } })
  expect(isRetryable(refusal)).toBe(true)
})

test('after a crash the server still belongs to its process', async () => {
  await crash()
  const owner = `SELECT 1 FROM pg_stat_activity WHERE application_name = 'owner'`
  while ((await query(server.url, owner)).length === 0) await delay(10)
  await expect(startEmbeddedPostgres({ directory })).rejects.toThrow('seems to be running already')
})

/** Kills one of the server's processes, upon which it ends all others and recovers; answers when it has. */
async function crash(onError: (error: unknown) => void = () => {}): Promise<void> {
  const before = await innerProcess()
  process.kill(before, 'SIGKILL')
  for (let now = before; now === before; await delay(10)) {
    now = await innerProcess().catch((error) => {
      onError(error)
      return before
    })
  }
}

async function innerProcess(): Promise<number> {
  const rows = await db.$queryRaw<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'`
  return rows[0]?.pid ?? 0
}
