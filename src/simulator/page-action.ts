/** What the page asks for, checked and handed on to the workspace. */
import { z } from 'zod'
import type { Outcome, Simulator } from '#simulator/contract.ts'
import { DIRECT, markRead, type ReadMarks } from './page-state.ts'

const id = z.string().min(1)
const stateValues = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())))
const onMessage = { channelId: id, ts: id }

const pressTarget = z.union([
  z.strictObject(onMessage),
  z.strictObject({ viewId: id }),
  z.strictObject({ home: z.literal(true) }),
])

const pageAction = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('command'), as: id, channelId: id, command: id, text: z.string() }),
  z.strictObject({
    action: z.literal('press'),
    as: id,
    target: pressTarget,
    blockId: id.optional(),
    actionId: id,
    chosen: z.record(z.string(), z.unknown()).optional(),
  }),
  z.strictObject({ action: z.literal('fill'), as: id, viewId: id, values: stateValues }),
  z.strictObject({ action: z.literal('submit'), as: id, viewId: id }),
  z.strictObject({ action: z.literal('closeView'), as: id, viewId: id }),
  z.strictObject({ action: z.literal('react'), as: id, ...onMessage, name: id }),
  z.strictObject({ action: z.literal('unreact'), as: id, ...onMessage, name: id }),
  z.strictObject({ action: z.literal('openHome'), as: id }),
  z.strictObject({ action: z.literal('say'), as: id, channelId: id, text: z.string().min(1) }),
  z.strictObject({ action: z.literal('invite'), as: id, channelId: id, userId: id }),
  z.strictObject({ action: z.literal('leave'), as: id, channelId: id }),
  z.strictObject({ action: z.literal('read'), as: id, conversationId: id, ts: id }),
])

/** One thing a person does on the page. `as` is the person's user id. */
export type PageAction = z.infer<typeof pageAction>

/** What is wrong with a request, in a sentence for its sender. */
export class BadRequest extends Error {}

/** The checked action; throws BadRequest with a sentence when the body is not one. */
export function parsePageAction(body: unknown): PageAction {
  const result = pageAction.safeParse(body)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const where = issue?.path.join('.') || 'the body'
  throw new BadRequest(`This is not something the page can do: ${where} is wrong (${issue?.message}).`)
}

/** Does it, in the name of the person `as`. Resolves with what Slack would show; throws BadRequest for unknown people and places. */
export async function performPageAction(
  simulator: Simulator,
  marks: ReadMarks,
  input: PageAction,
): Promise<Outcome> {
  checkPlace(simulator, input)
  try {
    return await perform(simulator, marks, input)
  } catch (error) {
    // The workspace throws only for what a person could not do; what an app does wrong is an outcome.
    throw new BadRequest(error instanceof Error ? error.message : String(error))
  }
}

async function perform(simulator: Simulator, marks: ReadMarks, input: PageAction): Promise<Outcome> {
  const userId = input.as
  const done: Outcome = { ok: true }
  switch (input.action) {
    case 'command':
      return simulator.command({ userId, ...pick(input, 'channelId', 'command', 'text') })
    case 'press': {
      const { target, actionId, blockId, chosen } = input
      return simulator.press({
        userId,
        target,
        actionId,
        ...(blockId && { blockId }),
        ...(chosen && { chosen }),
      })
    }
    case 'fill':
      simulator.fill({ userId, ...pick(input, 'viewId', 'values') })
      return done
    case 'submit':
      return simulator.submit({ userId, viewId: input.viewId })
    case 'closeView':
      return simulator.closeView({ userId, viewId: input.viewId })
    case 'react':
      return simulator.react({ userId, ...pick(input, 'channelId', 'ts', 'name') })
    case 'unreact':
      return simulator.unreact({ userId, ...pick(input, 'channelId', 'ts', 'name') })
    case 'openHome':
      return simulator.openHome(userId)
    case 'say':
      await simulator.say({ userId, ...pick(input, 'channelId', 'text') })
      return done
    case 'invite':
      await simulator.joinChannel(input.channelId, input.userId, userId)
      return done
    case 'leave':
      await simulator.leaveChannel(input.channelId, userId)
      return done
    case 'read':
      markRead(marks, userId, input.conversationId, input.ts)
      return done
  }
}

/** Refuses an unknown person and a channel the person is not in, so that the page shows only what Slack would allow. */
function checkPlace(simulator: Simulator, input: PageAction): void {
  const people = simulator.people()
  if (!people.some(({ id }) => id === input.as))
    throw new BadRequest(`There is nobody with the id ${input.as}.`)
  if (input.action === 'invite' && !people.some(({ id }) => id === input.userId)) {
    throw new BadRequest(`There is nobody with the id ${input.userId}.`)
  }
  const place = placeOf(input)
  if (place === undefined || place === DIRECT) return
  const channel = simulator.channels().find(({ id }) => id === place)
  if (!channel?.memberIds.includes(input.as)) {
    throw new BadRequest(`${input.as} is not in a channel with the id ${place}.`)
  }
}

function placeOf(input: PageAction): string | undefined {
  if ('channelId' in input) return input.channelId
  if ('conversationId' in input) return input.conversationId
  if (input.action === 'press' && 'channelId' in input.target) return input.target.channelId
  return undefined
}

function pick<T, K extends keyof T>(source: T, ...keys: K[]): Pick<T, K> {
  return Object.fromEntries(keys.map((key) => [key, source[key]])) as Pick<T, K>
}
