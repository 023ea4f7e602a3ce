/** What the simulated Slack knows of the bot's messages: every attempt to post one, and what stands there in the end. */

import type { FaultKind, Message, Simulator } from '#simulator/contract.ts'
import { realAt, type Scale } from './scaled-clock.ts'

/** One call of `chat.postMessage` that reached Slack. */
export type Attempt = {
  nonce: string
  /** By the real clock, epoch milliseconds. */
  atMs: number
  /** By Slack's own. */
  clockMs: number
  address: string
  /** Where it was put; null when it was not. */
  place: { channelId: string; ts: string } | null
  fault: FaultKind | null
}

/** A message of the bot's as it stands in Slack in the end. */
export type Standing = Pick<Message, 'channelId' | 'ts' | 'text' | 'reactions'>

export type Record = { attempts: Attempt[]; standing: { [place: string]: Standing } }

type Blocks = readonly { block_id?: string }[]

/** `scales` are the speeds of Slack's clock until now. */
export function recordOf(simulator: Simulator, scales: readonly Scale[]): Record {
  const attempts = simulator
    .calls()
    .filter(({ method }) => method === 'chat.postMessage')
    .map(({ at, args, answer, fault }): Attempt => {
      const { ok, channel, ts } = answer as { ok?: boolean; channel?: string; ts?: string }
      return {
        nonce: (args.blocks as Blocks | undefined)?.[0]?.block_id ?? '',
        atMs: realAt(scales, at.getTime()),
        clockMs: at.getTime(),
        address: String(args.channel),
        place: ok ? { channelId: channel ?? '', ts: ts ?? '' } : null,
        fault: fault ?? null,
      }
    })
  const standing: Record['standing'] = {}
  for (const channel of simulator.channels()) {
    for (const { channelId, ts, text, reactions } of simulator.messages(
      channel.id,
      channel.memberIds[0] ?? '',
    )) {
      standing[`${channelId} ${ts}`] = { channelId, ts, text, reactions }
    }
  }
  return { attempts, standing }
}

/** Whether a message with this mark stands somewhere. */
export function isThere(simulator: Simulator, nonce: string): boolean {
  return simulator
    .channels()
    .some((channel) =>
      simulator
        .messages(channel.id, channel.memberIds[0] ?? '')
        .some(({ blocks }) => blocks[0]?.block_id === nonce),
    )
}
