import { setTimeout as delay } from 'node:timers/promises'
import { type PlacedElement, placedElements } from './simulator/block-element.ts'
import type { Message, OpenView, Person, Simulator } from './simulator/contract.ts'

/**
 * Somebody presses the button that does this under the newest private message that has it and says these words, in
 * whichever language. Answers whether there was one to press.
 */
export async function pressPrivately(
  simulator: Simulator,
  { id: userId }: Person,
  words: RegExp,
  actionId: string,
): Promise<boolean> {
  const message = simulator
    .directMessages(userId)
    .findLast((each) => words.test(each.text) && buttonIn(each, actionId))
  const button = message && buttonIn(message, actionId)
  if (!button) return false
  const { channelId, ts } = message
  await simulator.press({ userId, target: { channelId, ts }, blockId: button.blockId, actionId })
  return true
}

/** Somebody sends the form that is about to open for them, with these values by field, and closes what it says then. */
export async function sendForm(
  simulator: Simulator,
  { id: userId }: Person,
  values: Record<string, Record<string, unknown>>,
): Promise<void> {
  const { view, id: viewId } = await formWith(simulator, userId, Object.keys(values))
  for (const { blockId, element } of placedElements(view.blocks)) {
    const value = values[element.action_id]
    if (value) simulator.fill({ userId, viewId, values: { [blockId]: { [element.action_id]: value } } })
  }
  await simulator.submit({ userId, viewId })
  const left = simulator.openView(userId)
  if (left) await simulator.closeView({ userId, viewId: left.id })
}

const FORM_CHECK_MS = 20
const FORM_CHECKS = 500

/** A form opens a moment after its button is pressed, and perhaps empty at first. */
async function formWith(simulator: Simulator, userId: string, fields: readonly string[]): Promise<OpenView> {
  for (let check = 0; check < FORM_CHECKS; check += 1) {
    const open = simulator.openView(userId)
    const known = placedElements(open?.view.blocks ?? []).map(({ element }) => element.action_id)
    if (open && fields.every((field) => known.includes(field))) return open
    await delay(FORM_CHECK_MS)
  }
  throw new Error('A form did not open in time.')
}

function buttonIn({ blocks }: Message, actionId: string): PlacedElement | undefined {
  return placedElements(blocks).find(({ element }) => element.action_id === actionId)
}
