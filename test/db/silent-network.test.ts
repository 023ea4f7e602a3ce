import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction, openDatabase } from '#db/client.ts'
import { openQueue } from '#db/queue.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { testKeys } from '../support/test-keys.ts'

let database: TestDatabase
const lines: Socket[] = []
/** The connections through which nothing comes any more, in either direction, though nobody ended them. */
const silent = new Set<Socket>()
const network = createServer((near) => {
  const far = connect(Number(new URL(database.url).port), new URL(database.url).hostname)
  lines.push(near)
  for (const [from, to] of [
    [near, far],
    [far, near],
  ] as const) {
    from.on('data', (bytes) => silent.has(near) || to.write(bytes))
    from.on('error', () => {})
    from.on('close', () => to.destroy())
  }
})
beforeAll(async () => {
  database = await createTestDatabase()
  await once(network.listen(0, '127.0.0.1'), 'listening')
})
afterAll(async () => {
  network.close()
  await database.drop()
})

function throughNetwork(): string {
  const url = new URL(database.url)
  url.hostname = '127.0.0.1'
  url.port = String((network.address() as AddressInfo).port)
  return url.href
}

function fallSilent(): void {
  for (const line of lines) silent.add(line)
}

test('when a network swallows what is asked and answered, client and queue are there again within half a minute', async () => {
  const db = openDatabase(throughNetwork(), testKeys)
  const queue = await openQueue(throughNetwork(), () => {})
  let attempts = 0
  const began = performance.now()
  const work = inTransaction(db, async (tx) => {
    attempts += 1
    await tx.workspace.count()
    if (attempts === 1) fallSilent()
    return tx.workspace.count()
  })
  expect(await work).toBe(0)
  expect(attempts).toBe(2)
  expect(await queue.waiting()).toBe(0)
  expect(performance.now() - began).toBeLessThan(30_000)
  await queue.boss.stop({ graceful: false })
  await db.$disconnect()
})
