import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Sending, Sent } from './sending.ts'
import type { FromSlack, ToSlack } from './slack-process.ts'

/** The parent's side of a Slack that is a process of its own. */
export type Slack = {
  /** For the bot's `SLACK_API_URL`. */
  apiUrl: string
  /** Who is in which channel; without this nobody is anywhere. */
  inhabit(members: Record<string, string[]>): Promise<void>
  send(sending: Sending): Promise<Sent>
  stop(): void
}

const PROGRAM = new URL('./slack-process.ts', import.meta.url)

export async function startSlack(): Promise<Slack> {
  const child = fork(PROGRAM, { execArgv: ['--disable-warning=DeprecationWarning'] })
  const waiting = new Map<number, (sent: Sent | null) => void>()
  const [{ url }] = (await once(child, 'message')) as [{ url: string }]
  child.on('message', (message: FromSlack) => {
    if ('id' in message) waiting.get(message.id)?.(message.sent)
  })
  let id = 0
  const ask = (wish: { members: Record<string, string[]> } | { sending: Sending }): Promise<Sent | null> => {
    id += 1
    const mine = id
    const { promise, resolve } = Promise.withResolvers<Sent | null>()
    waiting.set(mine, resolve)
    child.send({ ...wish, id: mine } satisfies ToSlack)
    return promise
  }
  return {
    apiUrl: `${url}/api/`,
    inhabit: async (members) => void (await ask({ members })),
    send: async (sending) => (await ask({ sending })) as Sent,
    stop: () => void child.kill(),
  }
}
