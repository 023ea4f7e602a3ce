/** Many workspaces with Slack's own limits, as a process of their own; each instance of the bot has an address of its own. */
import type { Simulator } from '#simulator/contract.ts'
import { startSimulator } from '#simulator/simulator.ts'
import { APP } from './app.ts'
import { startDoor } from './door.ts'
import type { Installed, Post, Wanted } from './slack.ts'

/** From the parent. */
export type ToSlack = { id: number } & (
  | { open: Wanted }
  | { tell: (string | undefined)[] }
  | { look: 'posts' | 'counts' }
)

/** To the parent. */
export type FromSlack = { id: number; answer: unknown }

const simulators: Simulator[] = []
const doors: Awaited<ReturnType<typeof startDoor>>[] = []

process.on('message', async (message: ToSlack) => {
  const answer = await fulfil(message)
  process.send?.({ id: message.id, answer } satisfies FromSlack)
})
process.on('disconnect', () => process.exit())

async function fulfil(message: ToSlack): Promise<unknown> {
  if ('open' in message) return open(message.open)
  if ('tell' in message) return tell(message.tell)
  return message.look === 'posts' ? posts() : doors.map(({ posted }) => posted())
}

async function open({ workspaces, channels, instances, scopes, events, limits }: Wanted) {
  const installed: Installed[] = []
  for (const [teamId, channelIds] of Object.entries(workspaces)) {
    const simulator = await startSimulator({
      teamId,
      app: APP,
      scopes,
      events,
      commands: [],
      transport: { kind: 'socket' },
      limits,
    })
    for (const id of channelIds) {
      const memberIds = (channels[id] ?? []).map((personId) => {
        simulator.addPerson({ id: personId, name: personId, realName: personId, timeZone: 'Europe/London' })
        return personId
      })
      simulator.addChannel({
        id,
        name: id.toLowerCase(),
        kind: 'private',
        memberIds: [...memberIds, simulator.botUserId],
      })
    }
    simulators.push(simulator)
    installed.push({
      teamId,
      botToken: simulator.botToken,
      botId: 'B0SIMULATED',
      botUserId: simulator.botUserId,
    })
  }
  const urls = new Map(simulators.map(({ botToken, url }) => [`Bearer ${botToken}`, url]))
  for (let count = 0; count < instances; count += 1) doors.push(await startDoor(urls))
  return { installed, apiUrls: doors.map(({ apiUrl }) => apiUrl) }
}

/** Has what happens in each workspace told to one of the bot's instances, as a balancer would. */
function tell(requestUrls: (string | undefined)[]): null {
  const there = requestUrls.filter((url) => url !== undefined)
  for (const [index, simulator] of simulators.entries()) {
    const requestUrl = there[index % there.length]
    if (requestUrl) simulator.setTransport({ kind: 'http', requestUrl })
  }
  return null
}

/** What was posted, and what was refused for being too fast. */
function posts(): { posts: Post[]; tooFast: Record<string, number> } {
  const calls = simulators.flatMap((simulator) => simulator.calls())
  const tooFast: Record<string, number> = {}
  for (const { method } of calls.filter(({ fault }) => fault === 'rateLimited'))
    tooFast[method] = (tooFast[method] ?? 0) + 1
  return {
    tooFast,
    posts: calls.flatMap(({ method, args, answer, at }) => {
      if (method !== 'chat.postMessage' || answer.ok !== true) return []
      const { event_payload: payload } = args.metadata as { event_payload: { nonce: string } }
      return [{ channel: String(args.channel), nonce: payload.nonce, at: at.getTime() }]
    }),
  }
}
