/** Slack's blocks with their fields and size limits, and the surfaces on which each may stand. */
import { z } from 'zod'
import { accessory, actionsElement, contextElement, image, inputElement } from './element.ts'
import { anyText, plainText } from './text.ts'

export type Surface = 'message' | 'modal' | 'home'

const identified = { block_id: z.string().min(1).max(255).optional() }

const section = z.strictObject({
  type: z.literal('section'),
  ...identified,
  text: anyText(3000).optional(),
  fields: z.array(anyText(2000)).min(1).max(10).optional(),
  accessory: accessory.optional(),
  expand: z.boolean().optional(),
})
const header = z.strictObject({
  type: z.literal('header'),
  ...identified,
  text: plainText(150),
  level: z.number().int().min(1).max(6).optional(),
})
const divider = z.strictObject({ type: z.literal('divider'), ...identified })
const imageBlock = image.extend({ ...identified, title: plainText(2000).optional() })
const actions = z.strictObject({
  type: z.literal('actions'),
  ...identified,
  elements: z.array(actionsElement).min(1).max(25),
})
const context = z.strictObject({
  type: z.literal('context'),
  ...identified,
  elements: z.array(contextElement).min(1).max(10),
})
const input = z.strictObject({
  type: z.literal('input'),
  ...identified,
  label: plainText(2000),
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: inputElement,
})
const richTextPart = z.looseObject({
  type: z.enum(['rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted']),
  elements: z.array(z.looseObject({ type: z.string() })),
})
const richText = z.strictObject({
  type: z.literal('rich_text'),
  ...identified,
  elements: z.array(richTextPart).min(1),
})
const video = z.looseObject({
  type: z.literal('video'),
  ...identified,
  video_url: z.string().min(1),
  thumbnail_url: z.string().min(1),
  alt_text: z.string().min(1),
  title: plainText(200),
})
const markdown = z.strictObject({
  type: z.literal('markdown'),
  ...identified,
  text: z.string().min(1).max(12_000),
})
const table = z.looseObject({
  type: z.literal('table'),
  ...identified,
  rows: z
    .array(z.array(z.looseObject({ type: z.string() })).max(20))
    .min(1)
    .max(100),
})
const alert = z.strictObject({
  type: z.literal('alert'),
  ...identified,
  text: anyText(200),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
})
// These newer blocks only stand in messages; their insides are accepted as they are.
const messageOnly = (
  [
    'card',
    'carousel',
    'container',
    'context_actions',
    'data_table',
    'data_visualization',
    'plan',
    'task_card',
  ] as const
).map((type) => z.looseObject({ type: z.literal(type), ...identified }))

const everywhere = [section, header, divider, imageBlock, actions, context, input, richText, video] as const
const blockOn = {
  message: z.discriminatedUnion('type', [...everywhere, markdown, table, ...messageOnly]),
  modal: z.discriminatedUnion('type', [...everywhere, alert]),
  home: z.discriminatedUnion('type', [...everywhere]),
}

/** The list of blocks that a surface takes: 50 in a message, 100 in a modal or on the Home tab. */
export function blockList(surface: Surface) {
  return z.array(blockOn[surface]).max(surface === 'message' ? 50 : 100)
}
