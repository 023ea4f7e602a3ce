/**
 * What people do in the simulated workspace while bots come and go: they tap numbers and take them back, answer on forms,
 * send apologies, skip sessions and fix runs. Whatever does not seem to work they try again, as people do.
 */
import { setTimeout as delay } from 'node:timers/promises'
import type { KnownBlock } from '@slack/types'
import type { Message, Simulator } from '#simulator/contract.ts'
import { type Random, seededRandom } from '../../bench/shared/random.ts'

/** One group as its people know it. */
export type Circle = {
  channelId: string
  convenorId: string
  /** Who taps numbers, and who answers on the form; empty where there is no poll. */
  tapping: string[]
  onForm: string[]
  /** Until when they answer, on the workspace's clock, epoch milliseconds. */
  answerUntilMs: number
}

/** `factor` says how many times as fast as real time the workspace's clock runs. */
export type Acts = { circles: Circle[]; seed: number; factor: number }

/** What came of it, as the people saw it themselves. */
export type Seen = {
  /** Member and channel → what they chose on the form for every date, and the form has shown as kept. */
  forms: { userId: string; channelId: string; value: 'can' | 'cannot' }[]
  /** Apologies that the bot has thanked for. */
  apologies: { userId: string; sessionId: string }[]
  /** Presses that were acknowledged by the bot and then had no effect that anybody could see. */
  vain: number
  taps: number
  skips: number
  fixes: number
}

export type People = { stop(): Promise<Seen> }

type Scene = {
  simulator: Simulator
  random: Random
  seen: Seen
  now: () => number
  factor: number
  isOver: () => boolean
}

const COMMAND = '/supportgroup'
/** How many of the sessions with low numbers are skipped, and for how many reminders somebody sends apologies. */
const SKIPPED = 0.2
const APOLOGISED = 0.06
const TRIES = 8

/** Begins; `now` is the workspace's clock. */
export function beginActing(
  simulator: Simulator,
  { circles, seed, factor }: Acts,
  now: () => number,
): People {
  let isOver = false
  const seen: Seen = { forms: [], apologies: [], vain: 0, taps: 0, skips: 0, fixes: 0 }
  const lives = circles.flatMap((circle, index) => {
    const scene = (part: number): Scene => ({
      simulator,
      seen,
      now,
      factor,
      isOver: () => isOver,
      random: seededRandom(seed * 10_000 + index * 10 + part),
    })
    return [
      convene(scene(0), circle),
      attend(scene(1), circle),
      ...circle.tapping.map((userId, person) => tap(scene(2 + person), circle, userId)),
      ...circle.onForm.map((userId, person) => answerOnForm(scene(6 + person), circle, userId)),
    ]
  })
  return {
    async stop() {
      isOver = true
      await Promise.all(lives)
      return seen
    },
  }
}

/** A convenor decides about sessions with few people, once each, and fixes the first run on offer. */
async function convene(scene: Scene, { convenorId }: Circle): Promise<void> {
  const decided = new Set<string>()
  while (!scene.isOver()) {
    await delay(300 + scene.random() * 500)
    for (const message of scene.simulator.directMessages(convenorId)) {
      for (const button of buttonsOf(message)) {
        const isNew = !decided.has(button.value)
        if (button.action_id === 'skipSession' && isNew) {
          decided.add(button.value)
          if (scene.random() < SKIPPED) void skip(scene, convenorId, message, button)
        }
        if (button.action_id === 'fix' && isNew && button.text.text === 'Fix A') {
          decided.add(button.value)
          scene.seen.fixes += 1
          void pressUntilGone(scene, convenorId, message, button)
        }
      }
    }
  }
}

/** Skips at a moment when reminders are due, which is when it matters. */
async function skip(scene: Scene, convenorId: string, message: Message, button: ShownButton): Promise<void> {
  const toNextMinute = 60_000 - (scene.now() % 60_000)
  const minutes = Math.floor(scene.random() * 4)
  await delay((toNextMinute + minutes * 60_000) / scene.factor + (scene.random() - 0.3) * 1_500)
  if (scene.isOver()) return
  scene.seen.skips += 1
  await pressUntilGone(scene, convenorId, message, button)
}

/** Presses a button in a private message until it is not there any more. */
async function pressUntilGone(
  scene: Scene,
  userId: string,
  message: Message,
  button: ShownButton,
): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const isThere = scene.simulator
      .directMessages(userId)
      .some((each) => each.ts === message.ts && buttonsOf(each).some(({ value }) => value === button.value))
    if (!isThere) return
    const outcome = await pressIn(scene, userId, message, button)
    await delay(2_500)
    const isStill = scene.simulator
      .directMessages(userId)
      .some((each) => each.ts === message.ts && buttonsOf(each).some(({ value }) => value === button.value))
    if (outcome && isStill) scene.seen.vain += 1
  }
}

/** Now and then somebody cannot come, and says so with the button under a reminder. */
async function attend(scene: Scene, { channelId, convenorId, tapping }: Circle): Promise<void> {
  if (tapping.length > 0) return
  const known = new Set<string>()
  while (!scene.isOver()) {
    await delay(500 + scene.random() * 1_000)
    const channel = scene.simulator.channels().find(({ id }) => id === channelId)
    const others = channel?.memberIds.filter((id) => id !== convenorId && id.startsWith('UM')) ?? []
    const userId = others[Math.floor(scene.random() * others.length)]
    if (!userId) return
    for (const message of scene.simulator.messages(channelId, userId)) {
      const button = buttonsOf(message).find(({ action_id }) => action_id === 'apologise')
      if (!button || message.onlyFor || known.has(message.ts)) continue
      known.add(message.ts)
      if (scene.random() < APOLOGISED) await apologise(scene, userId, message, button)
    }
  }
}

async function apologise(scene: Scene, userId: string, message: Message, button: ShownButton): Promise<void> {
  const thanks = () =>
    scene.simulator
      .messages(message.channelId, userId)
      .filter(({ onlyFor, text }) => onlyFor === userId && text.startsWith('Thank you for letting us know'))
      .length
  for (let attempt = 0; attempt < 3 && !scene.isOver(); attempt += 1) {
    const before = thanks()
    const outcome = await pressIn(scene, userId, message, button)
    await waitFor(() => thanks() > before, 2_500)
    if (thanks() > before) return void scene.seen.apologies.push({ userId, sessionId: button.value })
    if (outcome) scene.seen.vain += 1
  }
}

/** Taps numbers under the poll and takes some back, until it is nearly time. */
async function tap(scene: Scene, { channelId, answerUntilMs }: Circle, userId: string): Promise<void> {
  while (!scene.isOver() && scene.now() < answerUntilMs) {
    await delay(400 + scene.random() * 1_500)
    const pages = scene.simulator
      .messages(channelId, userId)
      .filter(({ text }) => text.startsWith('*Dates for'))
    const page = pages[Math.floor(scene.random() * pages.length)]
    const numbers = page?.reactions.map(({ name }) => name) ?? []
    const name = numbers[Math.floor(scene.random() * numbers.length)]
    if (!page || !name) continue
    const isTapped = page.reactions.find((each) => each.name === name)?.userIds.includes(userId)
    const given = { userId, channelId, ts: page.ts, name }
    scene.seen.taps += 1
    await (isTapped ? scene.simulator.unreact(given) : scene.simulator.react(given))
  }
}

/** Opens the form and presses “all” until the form itself says that it is kept. */
async function answerOnForm(
  scene: Scene,
  { channelId, answerUntilMs }: Circle,
  userId: string,
): Promise<void> {
  const value = scene.random() < 0.7 ? 'can' : 'cannot'
  const actionId = value === 'can' ? 'allCan' : 'allCannot'
  await delay(2_000 + scene.random() * 8_000)
  while (!scene.isOver() && scene.now() < answerUntilMs) {
    await scene.simulator.command({ userId, channelId, command: COMMAND, text: 'answers' })
    const form = () => scene.simulator.openView(userId)
    await waitFor(() => hasElement(form()?.view.blocks, actionId), 2_000)
    const open = form()
    if (open && hasElement(open.view.blocks, actionId)) {
      const outcome = await scene.simulator
        .press({ userId, target: { viewId: open.id }, actionId })
        .catch(() => ({ ok: false }))
      const isKept = () => ALL_ANSWERED.test(JSON.stringify(form()?.view.blocks ?? ''))
      await waitFor(isKept, 2_500)
      if (isKept()) return void scene.seen.forms.push({ userId, channelId, value })
      if (outcome.ok) scene.seen.vain += 1
    }
    while (form()) await scene.simulator.closeView({ userId, viewId: form()?.id ?? '' }).catch(() => {})
    await delay(500 + scene.random() * 1_500)
  }
}

const ALL_ANSWERED = /answered (\S+) of \1 dates/

type ShownButton = { blockId: string | undefined; action_id: string; value: string; text: { text: string } }

function buttonsOf({ blocks }: Message): ShownButton[] {
  return (blocks as KnownBlock[]).flatMap((block) => {
    const elements = block.type === 'actions' ? block.elements : []
    const shown = elements.filter((each) => each.type === 'button') as unknown as ShownButton[]
    return shown.map((each) => ({ ...each, blockId: block.block_id }))
  })
}

/** Answers whether the bot acknowledged it. */
async function pressIn(
  scene: Scene,
  userId: string,
  { channelId, ts }: Message,
  button: ShownButton,
): Promise<boolean> {
  const target = { channelId, ts }
  const { blockId, action_id: actionId } = button
  const outcome = await scene.simulator
    .press({ userId, target, actionId, ...(blockId && { blockId }) })
    .catch(() => ({ ok: false }))
  return outcome.ok
}

function hasElement(blocks: unknown, actionId: string): boolean {
  return JSON.stringify(blocks ?? '').includes(`"${actionId}"`)
}

async function waitFor(isSo: () => boolean, atMostMs: number): Promise<void> {
  for (const giveUpAt = Date.now() + atMostMs; !isSo() && Date.now() < giveUpAt; ) await delay(100)
}
