import { setTimeout as delay } from 'node:timers/promises'
import type { Delivery } from '#db/delivery.ts'
import { isRetryable } from '#db/retry.ts'
import { isForGroup } from '#domain/delivery.ts'
import { claim, type Fate, recordFate, turnOf } from '#usecases/delivery.ts'
import { withInHand } from '#usecases/in-hand.ts'
import { giveWay } from '#usecases/right-of-way.ts'
import { closedBecause } from './audience.ts'
import { sendCalendarFile } from './calendar-file.ts'
import { withMark } from './mark.ts'
import { refreshMessage } from './refresh.ts'
import { type Rendered, render } from './render.ts'
import type { Shell } from './shell.ts'
import { TryAgain, verdictOf } from './slack-answer.ts'
import type { Message } from './views/parts.ts'

/** The type of the metadata that travels with every message, holding nothing but an opaque nonce. */
export const METADATA_EVENT = 'supportgroup_message'

/** Waits in the middle of work that others need not wait for. */
type Rest = (ms: number) => Promise<unknown>

/** So long before its turn a message is claimed, and its words are made: so it is not later in its channel for that. */
const AHEAD_MS = 150

/** How long to wait before the database is tried again. */
const KEEP_EVERY_MS = 500

/**
 * Says one thing in Slack. The claim is stored before Slack is called and the fate after, so a crash in between is seen
 * as a message whose fate is unknown. The words are made last, after the claim, from what is true then: what was
 * cancelled before that is not said. While Slack wants a channel to pause, its place is left to others,
 * but for the last moment of it.
 */
export async function deliver(shell: Shell, deliveryId: string, rest: Rest = delay): Promise<void> {
  await giveWay(shell.context())
  const turn = await turnOf(shell.context(), deliveryId)
  if (!turn) return
  if (turn.waitMs === null) throw new TryAgain('Slack asked for a pause')
  const freeAt = performance.now() + turn.waitMs
  if (turn.waitMs > AHEAD_MS) await rest(turn.waitMs - AHEAD_MS)
  const mine = await claim(shell.context(), deliveryId, turn.delivery.status)
  // This job was cut short after the message had been posted: its words may be those of before.
  if (turn.delivery.status === 'sent') return refreshMessage(shell, deliveryId)
  if (!mine) return
  if (mine === 'stopped') throw new TryAgain('the app counts as removed')
  if ('claimed' in mine) return say(shell, mine.claimed, freeAt)
  await deliver(shell, mine.earlier, rest)
  await deliver(shell, deliveryId, rest)
}

/** What Slack said is known to this process alone: it is kept until the database takes it, however long that is away. */
async function keepFate(shell: Shell, deliveryId: string, fate: Fate): Promise<boolean> {
  for (;;) {
    try {
      return await recordFate(shell.context(), deliveryId, fate)
    } catch (error) {
      if (!isRetryable(error)) throw error
      // At random, so that those that were stored together do not wait for the same one again.
      await delay(KEEP_EVERY_MS * (0.5 + Math.random()))
    }
  }
}

/** Says what is claimed, when its channel is free, or passes it over, and stores what became of it. */
async function say(shell: Shell, delivery: Delivery, freeAt: number): Promise<void> {
  const { id, about } = delivery
  const saying = async () => {
    const message = await wordsOf(shell, delivery)
    const fate = message
      ? ((await mayNotPost(shell, delivery)) ?? (await post(shell, delivery, asNotified(message), freeAt)))
      : NO_LONGER_TRUE
    return { message, fate, isFirst: await keepFate(shell, id, fate) }
  }
  const { during } = shell.context().watch
  const { message, fate, isFirst } = await withInHand(id, () =>
    during({ name: 'delivery', kind: about.kind }, saying, {
      outcomeOf: ({ fate }) => fate.status,
      // Its claim is given back.
      ifThrown: 'pending',
    }),
  )
  const entry = { delivery: id, kind: about.kind, status: fate.status }
  if (fate.status === 'failed') shell.log.warn({ ...entry, reason: fate.reason }, 'Slack refused a delivery')
  else shell.log.info(entry, 'delivery')
  if (fate.status === 'pending') throw new TryAgain('not posted for now')
  if (fate.status === 'sent' && about.kind === 'calendarFile')
    await sendCalendarFile(shell, about.runId, fate.postedChannelId)
  // The names, which a notification does not show, have not reached those who have the message's text read to them. Where
  // it was known to stand somewhere already, a first copy of it has come to light, with the words of an earlier moment.
  const isComplete = isFirst && message && asNotified(message).text === message.text
  if (fate.status === 'sent' && !isComplete) await refreshMessage(shell, id)
}

/** Slack takes longer texts in a post than in a change of it. */
const CHANGED_TEXT_AT_MOST = 4_000

/**
 * A message as it is posted: Slack notifies people of what its text says then, and of no change of it. A text that could
 * not follow is posted at once; no lock screen shows more of it than its first words.
 */
function asNotified(message: Rendered): Rendered {
  return message.text.length > CHANGED_TEXT_AT_MOST ? message : { ...message, text: message.notification }
}

/** The words for what is claimed; without any the claim is given back, since Slack was not called. */
async function wordsOf(shell: Shell, delivery: Delivery): Promise<Rendered | null> {
  try {
    return await render(shell, delivery)
  } catch (error) {
    await keepFate(shell, delivery.id, { status: 'pending', pauseSeconds: 0, why: 'notCalled' })
    throw error
  }
}

const NO_LONGER_TRUE: Fate = { status: 'skipped', reason: 'no longer true' }

/** Before the whole group hears something, Slack is asked who could read along. Null when it may be posted. */
async function mayNotPost(shell: Shell, { about, address, groupId }: Delivery): Promise<Fate | null> {
  if (!isForGroup(about)) return null
  try {
    const reason = await closedBecause(shell, { id: groupId, channelId: address })
    return reason === null ? null : { status: 'failed', reason }
  } catch (error) {
    const verdict = verdictOf(error)
    return verdict.kind === 'retry'
      ? { status: 'pending', pauseSeconds: verdict.afterSeconds, why: verdict.why }
      : { status: 'pending', pauseSeconds: ASK_AGAIN_SECONDS, why: 'nothingTaken' }
  }
}

/** How soon to ask about a channel again after no answer came. */
const ASK_AGAIN_SECONDS = 2

/** Posts one message. Names, links and previews are left alone, so that nothing in it can call anybody. */
async function post(shell: Shell, delivery: Delivery, message: Message, freeAt: number): Promise<Fate> {
  const leftMs = freeAt - performance.now()
  if (leftMs > 0) await delay(leftMs)
  try {
    const answer = await shell.poster.chat.postMessage({
      channel: delivery.address,
      text: message.text,
      blocks: withMark(message.blocks, delivery.nonce),
      metadata: { event_type: METADATA_EVENT, event_payload: { nonce: delivery.nonce } },
      parse: 'none',
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
    })
    return { status: 'sent', postedChannelId: answer.channel ?? '', ts: answer.ts ?? '' }
  } catch (error) {
    const verdict = verdictOf(error)
    if (verdict.kind === 'retry')
      return { status: 'pending', pauseSeconds: verdict.afterSeconds, why: verdict.why }
    return verdict.kind === 'refused' ? { status: 'failed', reason: verdict.code } : { status: 'unknown' }
  }
}
