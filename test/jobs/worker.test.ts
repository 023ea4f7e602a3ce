import { setTimeout as delay } from 'node:timers/promises'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { inTransaction } from '#db/client.ts'
import { type Jobs, openQueue, type Queue } from '#db/queue.ts'
import type { Rest } from '#jobs/place.ts'
import { createWorkers, type Handlers, type Workers } from '#jobs/worker.ts'
import { UNWATCHED } from '#watch/watch.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { recordStatements } from '../support/statement.ts'

let database: TestDatabase
let queue: Queue
let workers: Workers
/** Deliveries that are being worked on, and how to end the work. */
let running: Map<string, () => void>
let begun: string[]
let rested: string[]
/** Whether channels have to wait. */
let isPause: boolean

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

beforeEach(async () => {
  running = new Map()
  begun = []
  rested = []
  isPause = true
  queue = await openQueue(database.url, () => {})
  await queue.boss.deleteAllJobs('deliver')
  workers = createWorkers(queue, handlers(), pino({ level: 'silent' }), UNWATCHED)
  await workers.start()
  return async () => {
    isPause = false
    const stopped = workers.stop()
    for (const end of running.values()) end()
    await stopped
    await queue.boss.stop({ graceful: false })
  }
})

/** So many channels are spoken to at once. */
const AT_ONCE = 50
const channels = (count: number) => Array.from({ length: count }, (_, index) => `C${index}`)

test('fifty channels are spoken to at once, and no more', async () => {
  await sayInMany(channels(AT_ONCE + 2))
  await until(() => running.size === AT_ONCE)
  end(begun[0])
  await until(() => begun.length === AT_ONCE + 1)
  expect(running.size).toBe(AT_ONCE)
})

test('of one channel the next comes when the one before is done', async () => {
  await say(['C1', 'C1', 'C1'])
  for (const count of [1, 2, 3]) {
    await until(() => begun.length === count)
    expect(running.size).toBe(1)
    end(begun.at(-1))
  }
})

test('what was taken together is settled one by one', async () => {
  await say(['C1', 'C2', 'C1', 'broken'])
  await until(() => running.size === 2)
  end('C1 0')
  await until(() => begun.includes('C1 2'))
  await until(() => begun.filter((id) => id.startsWith('broken')).length === 2)
  expect(running.has('C2 1')).toBe(true)
})

test('whoever waits for their channel leaves their place to others', async () => {
  await sayInMany(Array.from({ length: 2 * AT_ONCE }, (_, index) => `resting${index}`))
  await say(['C1'])
  await until(() => running.has('C1 0'))
  expect(rested).toEqual([])
  isPause = false
  await until(() => rested.length === 2 * AT_ONCE)
})

test('a workspace with much to say does not hold back another', async () => {
  await Promise.all(Array.from({ length: 200 }, (_, index) => say([`resting${index}`])))
  await say(['C1'], 'T2')
  await until(() => running.has('C1 0'))
  expect(begun.length).toBeLessThanOrEqual(101)
  isPause = false
  await until(() => rested.length === 200)
})

test('after the busiest time one worker of a kind waits, as before it', async () => {
  const atFirst = waiting()
  await sayInMany(channels(AT_ONCE))
  await until(() => running.size === AT_ONCE)
  for (const id of begun) end(id)
  await until(() => waiting() === atFirst)
  await say(['C-later'])
  await until(() => begun.length === AT_ONCE + 1)
})

test('whoever is given all they ask for time after time asks for more at a time', async () => {
  await workers.stop()
  await sayInMany(channels(2 * AT_ONCE))
  workers = createWorkers(queue, handlers(), pino({ level: 'silent' }), UNWATCHED)
  const atFirst = recordStatements()
  await workers.start()
  await until(() => running.size === AT_ONCE)
  for (const id of begun) end(id)
  await until(() => begun.length === 2 * AT_ONCE)
  expect(new Set(asked(atFirst))).toEqual(new Set(['5', '25']))
  for (const id of begun) end(id)
  await say(['C-alone'])
  await until(() => running.has('C-alone 0'))
  end('C-alone 0')
  await until(() => running.size === 0 && waiting() === 1)
  const later = recordStatements()
  await say(['C-later'])
  await until(() => running.has('C-later 0'))
  expect(asked(later)).toEqual(['5'])
})

test('whoever has more in hand than an even share lets others catch up for a moment before they ask for more', async () => {
  await workers.stop()
  await sayInMany(channels(10))
  const seen: string[] = []
  const withOthers = {
    ...queue,
    evenShare: async () => {
      seen.push(`others looked at with ${begun.length} begun`)
      return begun.length < 10 ? 4 : 10
    },
  }
  workers = createWorkers(withOthers, handlers(), pino({ level: 'silent' }), UNWATCHED)
  await workers.start()
  await until(() => running.size === 10)
  expect(seen.filter((each) => each === 'others looked at with 5 begun')).toHaveLength(4)
})

test('whoever cannot find out what others do goes on', async () => {
  await workers.stop()
  await sayInMany(channels(10))
  const withoutAnswer = { ...queue, evenShare: () => Promise.reject(new Error('the database is away')) }
  workers = createWorkers(withoutAnswer, handlers(), pino({ level: 'silent' }), UNWATCHED)
  await workers.start()
  await until(() => running.size === 10)
  for (const id of begun) end(id)
  while ((await queue.waiting()) > 0) await delay(5)
  expect(begun).toHaveLength(10)
})

test('what fails is tried again', async () => {
  await say(['broken'])
  await until(() => begun.length === 2)
})

test('who stops takes no more, and waits for what runs', async () => {
  await say(['C1', 'C2', 'C1'])
  await until(() => running.size === 2)
  let isStopped = false
  const stopped = workers.stop().then(() => {
    isStopped = true
  })
  await say(['C3'])
  end(begun[0])
  await until(() => running.size === 1)
  expect(isStopped).toBe(false)
  end(begun[1])
  await stopped
  expect(begun).toHaveLength(2)
})

function handlers(): Handlers {
  const nothing = async () => {}
  return {
    deliver: work,
    refresh: nothing,
    seed: nothing,
    readBack: nothing,
    recognise: nothing,
    presence: nothing,
    presenceRound: nothing,
    parked: nothing,
    copy: nothing,
    home: nothing,
  }
}

async function work({ deliveryId }: Jobs['deliver'], rest: Rest): Promise<void> {
  begun.push(deliveryId)
  if (deliveryId.startsWith('resting')) {
    while (isPause) await rest(50)
    rested.push(deliveryId)
    return
  }
  if (deliveryId.startsWith('broken')) throw new Error('broken on purpose')
  await new Promise<void>((resolve) => running.set(deliveryId, resolve))
  running.delete(deliveryId)
}

function end(deliveryId = ''): void {
  running.get(deliveryId)?.()
}

/** One delivery to each of these channels of a workspace, in their order. */
async function say(channels: readonly string[], teamId = 'T1'): Promise<void> {
  for (const [index, channel] of channels.entries())
    await inTransaction(database.db, (tx) =>
      queue.add(tx, 'deliver', { deliveryId: `${channel} ${index}`, teamId }, channel, { teamId }),
    )
}

/** One delivery to each of these channels, which are in workspaces of ten. */
async function sayInMany(channels: readonly string[]): Promise<void> {
  const workspaces = Map.groupBy(channels.entries(), ([index]) => `TM${Math.floor(index / 10)}`)
  for (const [teamId, there] of workspaces)
    await say(
      there.map(([, channel]) => channel),
      teamId,
    )
}

/** How many deliveries were asked for at a time. */
function asked(recording: ReturnType<typeof recordStatements>): string[] {
  return recording.stop().flatMap(({ text }) => /strict_fifo_heads.*LIMIT (\d+)/s.exec(text)?.[1] ?? [])
}

/** How many workers there are for deliveries. */
function waiting(): number {
  return queue.boss.getWipData().filter(({ name }) => name === 'deliver').length
}

async function until(isSo: () => boolean): Promise<void> {
  for (const giveUpAt = performance.now() + 20_000; !isSo(); await delay(5))
    if (performance.now() > giveUpAt) throw new Error('it did not come to this')
}
