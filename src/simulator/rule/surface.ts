/** Checks whole messages and views, and answers the way Slack does: a refusal that says which limit it was. */
import type { KnownBlock, View } from '@slack/types'
import { z } from 'zod'
import { Refusal, refusalWithMessages } from '../refusal.ts'
import { blockList, type Surface } from './block.ts'
import { problemAt, problemsOf } from './problem.ts'
import { plainText } from './text.ts'
import { problemsTogether } from './together.ts'

// Slack does not document this limit; apps meet `msg_blocks_too_long` at about nine thousand characters of block text.
const MESSAGE_BLOCK_TEXT = 9_000
const VIEW_BYTES = 250 * 1024

const viewFields = {
  blocks: z.array(z.unknown()),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
}
const home = z.strictObject({ type: z.literal('home'), ...viewFields })
const modal = z.strictObject({
  type: z.literal('modal'),
  ...viewFields,
  title: plainText(24),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  submit_disabled: z.boolean().optional(),
})
const view = z.discriminatedUnion('type', [modal, home])

/** The blocks of a message as given, or a refusal `invalid_blocks_format`, `invalid_blocks`, `msg_blocks_too_long`. */
export function checkedMessageBlocks(given: unknown): KnownBlock[] {
  if (!Array.isArray(given)) throw new Refusal('invalid_blocks_format')
  const problems = blockProblems(given, 'message', '/blocks')
  if (problems.length > 0) throw refusalWithMessages('invalid_blocks', problems)
  if (textLength(given) > MESSAGE_BLOCK_TEXT) {
    const text = `the texts of all blocks must have less than ${MESSAGE_BLOCK_TEXT + 1} characters together`
    throw refusalWithMessages('msg_blocks_too_long', [problemAt(text, '/blocks')])
  }
  return given as KnownBlock[]
}

/** The view as given, or a refusal `invalid_arguments` or `view_too_large`. `expected` is what the method can show. */
export function checkedView(given: unknown, expected: 'modal' | 'home'): View {
  const problems = viewProblems(given, expected)
  if (problems.length > 0) throw refusalWithMessages('invalid_arguments', problems)
  if (Buffer.byteLength(JSON.stringify(given)) > VIEW_BYTES) throw new Refusal('view_too_large')
  return given as View
}

function viewProblems(given: unknown, expected: 'modal' | 'home'): string[] {
  const outer = problemsOf(view, given, '/view')
  if (outer.length > 0) return outer
  const { type, blocks, submit } = given as { type: string; blocks: unknown[]; submit?: unknown }
  if (type !== expected) return [problemAt(`must be of type ${expected}`, '/view/type')]
  const inner = blockProblems(blocks, expected, '/view/blocks')
  if (inner.length > 0) return inner
  const hasInput = blocks.some((block) => (block as { type: string }).type === 'input')
  return expected === 'modal' && hasInput && submit === undefined
    ? [problemAt('missing required field: submit, because there is an input block', '/view')]
    : []
}

function blockProblems(given: unknown[], surface: Surface, pointer: string): string[] {
  const single = problemsOf(blockList(surface), given, pointer)
  if (single.length > 0) return single
  return problemsTogether(given as Parameters<typeof problemsTogether>[0], pointer)
}

function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, inner) => sum + textLength(inner), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce(
    (sum, [key, inner]) =>
      sum + (key === 'text' && typeof inner === 'string' ? inner.length : textLength(inner)),
    0,
  )
}
