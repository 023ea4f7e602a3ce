/** The parent's side of the simulated Slack: everything it can be asked for, answered by a promise. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Simulator, SimulatorOptions } from '#simulator/contract.ts'
import type { Acts, Seen } from './people.ts'
import type { Record } from './record.ts'
import type { Scale } from './scaled-clock.ts'
import type { FromSimulator, ToSimulator } from './simulator-process.ts'

/** What it offers beside the simulator's own methods. */
export type Extra = {
  record(): Record
  /** How often the bot tried to post. */
  attempts(): number
  /** Whether a message with this mark stands somewhere. */
  isThere(nonce: string): boolean
  act(acts: Acts): void
  stopActing(): Seen
  /** Sets its clock. */
  follow(scale: Scale): void
}

type Asked<T> = {
  [K in keyof T as T[K] extends (...args: never[]) => unknown ? K : never]: T[K] extends (
    ...args: infer A
  ) => infer R
    ? (...args: A) => Promise<Awaited<R>>
    : never
}

export type RemoteSimulator = Asked<Omit<Simulator, 'onChange'>> &
  Asked<Extra> &
  Pick<Simulator, 'apiUrl' | 'botToken' | 'appToken' | 'botUserId' | 'teamId'> & { end(): Promise<void> }

const PROGRAM = new URL('./simulator-process.ts', import.meta.url)

export async function startRemoteSimulator(
  options: Omit<SimulatorOptions, 'now'>,
  scale: Scale,
): Promise<RemoteSimulator> {
  const child = fork(PROGRAM, { execArgv: ['--disable-warning=DeprecationWarning'] })
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let id = 0
  child.on('message', (message: FromSimulator) => {
    const { resolve, reject } = waiting.get(message.id) ?? {}
    waiting.delete(message.id)
    if (message.error === undefined) resolve?.(message.result)
    else reject?.(new Error(message.error))
  })
  child.once('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`the simulator has ended: ${code}`))
  })
  const ask = (message: Pick<ToSimulator, never> & object): Promise<unknown> => {
    id += 1
    const asked = Promise.withResolvers<unknown>()
    waiting.set(id, asked)
    child.send({ ...message, id })
    return asked.promise
  }
  const facts = (await ask({ start: { options, scale } })) as object
  const end = async () => {
    const exit = once(child, 'exit')
    await ask({ method: 'stop', args: [] })
    child.disconnect()
    await exit
  }
  return new Proxy({ ...facts, end } as RemoteSimulator, {
    get: (target, name) =>
      // A promise is known by its `then`, and this is none.
      name in target || name === 'then'
        ? target[name as keyof RemoteSimulator]
        : (...args: unknown[]) => ask({ method: String(name), args }),
  })
}
