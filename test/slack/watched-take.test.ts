import { expect, test } from 'vitest'
import { monotonicMs } from '#slack/http-message.ts'
import { watchedTake } from '#slack/watched-take.ts'
import type { Received } from '#slack/workspace-app.ts'
import { UNWATCHED } from '#watch/watch.ts'

/** After how many seconds Slack was told, as it is counted. */
async function counted(received: Partial<Received>): Promise<[kind: string, seconds: number][]> {
  const counts: [string, number][] = []
  const watch = {
    ...UNWATCHED,
    acknowledged: (kind: string, seconds: number) => void counts.push([kind, seconds]),
  }
  const take = watchedTake(
    () => watch,
    async ({ ack, acknowledgedAt }) => {
      if (!acknowledgedAt) await ack()
    },
  )
  await take({ body: { command: '/supportgroup' }, ack: async () => {}, ...received })
  return counts
}

test('what was acknowledged at once is counted until then, however late it is done', async () => {
  expect(await counted({ arrivedAt: 1_000, acknowledgedAt: 1_250 })).toEqual([['command', 0.25]])
})

test('what waits is counted from when it arrived, not from when the bot came to it', async () => {
  const [[kind, seconds] = []] = await counted({ arrivedAt: monotonicMs() - 5_000, acknowledgedAt: null })
  expect(kind).toBe('command')
  expect(seconds).toBeGreaterThanOrEqual(5)
  expect(seconds).toBeLessThan(10)
})
