import { Agent, request } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { SignedRequest } from './request.ts'
import type { Deed, Sending, Sent } from './sending.ts'

/** For so long Slack waits for an answer. */
const PATIENCE_MS = 3_000

/** Fewer than the bot lets in. */
const CONNECTIONS = 100

/** How often it is looked whether something is to be sent. */
const EVERY_MS = 2

/** Sends it all, and says what became of it when the last answer is there. */
export async function send(
  { url, deeds, pace, seconds }: Sending,
  make: (deed: Deed) => SignedRequest,
): Promise<Sent> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const sent: Sent = { answerMs: [], errors: 0, tookMs: 0 }
  const begun = performance.now()
  const count = seconds === null ? deeds.length : Number.POSITIVE_INFINITY
  const end = seconds === null ? Number.POSITIVE_INFINITY : begun + seconds * 1000
  const one = async (index: number, meantAt: number) => {
    const status = await answerTo(agent, url, make(deeds[index % deeds.length] as Deed))
    const took = performance.now() - meantAt
    if (status === 200 && took < PATIENCE_MS) sent.answerMs.push(took)
    else sent.errors += 1
  }
  await ('perSecond' in pace ? evenly(pace.perSecond) : inTurn(pace.atOnce))
  sent.tookMs = performance.now() - begun
  agent.destroy()
  return sent

  async function evenly(perSecond: number): Promise<void> {
    const running: Promise<void>[] = []
    for (;;) {
      const meantAt = begun + (running.length / perSecond) * 1000
      if (running.length >= count || meantAt >= end) break
      if (meantAt > performance.now()) await delay(EVERY_MS)
      else running.push(one(running.length, meantAt))
    }
    await Promise.all(running)
  }

  async function inTurn(atOnce: number): Promise<void> {
    let next = 0
    const goOn = async () => {
      while (next < count && performance.now() < end) {
        next += 1
        await one(next - 1, performance.now())
      }
    }
    await Promise.all(Array.from({ length: atOnce }, goOn))
  }
}

/** The status of the answer, or null where there is none. */
function answerTo(agent: Agent, url: string, { body, headers }: SignedRequest): Promise<number | null> {
  return new Promise((resolve) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? null))
      response.on('error', () => resolve(null))
    })
    sent.on('error', () => resolve(null))
    sent.end(body)
  })
}
