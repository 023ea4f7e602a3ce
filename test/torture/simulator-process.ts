/** The simulated Slack workspace as a process of its own: does what its parent asks for, with a clock of its parent's. */
import type { Simulator, SimulatorOptions } from '#simulator/contract.ts'
import { startSimulator } from '#simulator/simulator.ts'
import { type Acts, beginActing, type People } from './people.ts'
import { isThere, recordOf } from './record.ts'
import { type Scale, scaledClock } from './scaled-clock.ts'

/** From the parent. */
export type ToSimulator =
  | { id: number; start: { options: Omit<SimulatorOptions, 'now'>; scale: Scale } }
  | { id: number; method: string; args: unknown[] }

/** To the parent: what a wish led to. */
export type FromSimulator = { id: number; result?: unknown; error?: string }

const clock = scaledClock({ realMs: Date.now(), clockMs: Date.now(), factor: 1 })
let simulator: Simulator
let people: People | undefined
const scales: Scale[] = []

function follow(scale: Scale): void {
  scales.push(scale)
  clock.follow(scale)
}

process.on('message', async (message: ToSimulator) => {
  const answer = await fulfil(message).then(
    (result) => ({ id: message.id, result }),
    (error: unknown) => ({ id: message.id, error: String(error) }),
  )
  process.send?.(answer)
})
process.on('disconnect', () => process.exit())

/** What is offered beside the simulator's own methods. */
const OWN: Record<string, (...args: never[]) => unknown> = {
  record: () => recordOf(simulator, scales),
  attempts: () => simulator.calls().filter(({ method }) => method === 'chat.postMessage').length,
  isThere: (nonce: string) => isThere(simulator, nonce),
  act(acts: Acts) {
    people = beginActing(simulator, acts, () => clock.now().toMillis())
  },
  stopActing: () => people?.stop(),
  follow,
}

async function fulfil(message: ToSimulator): Promise<unknown> {
  if ('start' in message) {
    follow(message.start.scale)
    simulator = await startSimulator({ ...message.start.options, now: () => clock.now().toJSDate() })
    return Object.fromEntries(Object.entries(simulator).filter(([, value]) => typeof value === 'string'))
  }
  const own = OWN[message.method]
  if (own) return await own(...(message.args as never[]))
  const method = simulator[message.method as keyof Simulator] as (...args: unknown[]) => unknown
  return await method(...message.args)
}
