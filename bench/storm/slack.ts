import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { FromSlack, ToSlack } from './slack-process.ts'

/** Who is where, and how many instances of the bot there will be. */
export type Wanted = {
  /** Channels by workspace, and people by channel. */
  workspaces: Record<string, string[]>
  channels: Record<string, string[]>
  instances: number
  scopes: string[]
  events: string[]
  /** Whether Slack keeps to its limits. */
  limits: boolean
}

/** The bot as it is installed in one workspace. */
export type Installed = { teamId: string; botToken: string; botId: string; botUserId: string }

/** A post that was taken, with Slack's clock in milliseconds. */
export type Post = { channel: string; nonce: string; at: number }

/** The parent's side of the workspaces. */
export type Slack = {
  installed: Installed[]
  /** For `SLACK_API_URL`, one for each instance. */
  apiUrls: string[]
  /** From now on what happens is told there; one that is undefined is left out. */
  tell(requestUrls: (string | undefined)[]): Promise<void>
  /** All that was posted, and how many calls were refused for being too fast, by method. */
  posts(): Promise<{ posts: Post[]; tooFast: Record<string, number> }>
  /** How many posts came by each address. */
  counts(): Promise<number[]>
  stop(): Promise<void>
}

const PROGRAM = new URL('./slack-process.ts', import.meta.url)

export async function startSlack(wanted: Wanted): Promise<Slack> {
  const child = fork(PROGRAM, { execArgv: ['--disable-warning=DeprecationWarning'] })
  const waiting = new Map<number, (answer: unknown) => void>()
  child.on('message', ({ id, answer }: FromSlack) => waiting.get(id)?.(answer))
  let id = 0
  const ask = <T>(wish: object): Promise<T> => {
    id += 1
    const { promise, resolve } = Promise.withResolvers<unknown>()
    waiting.set(id, resolve)
    child.send({ ...wish, id } as ToSlack)
    return promise as Promise<T>
  }
  const opened = await ask<Pick<Slack, 'installed' | 'apiUrls'>>({ open: wanted })
  return {
    ...opened,
    tell: async (requestUrls) => void (await ask({ tell: requestUrls })),
    posts: () => ask({ look: 'posts' }),
    counts: () => ask({ look: 'counts' }),
    stop: async () => {
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}
