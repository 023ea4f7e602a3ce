/** Slack's composition objects: texts, options and confirmation dialogs, with their size limits. */
import { z } from 'zod'

/** A `plain_text` object of at most `max` characters. */
export const plainText = (max: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  })

const mrkdwnText = (max: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  })

/** A `plain_text` or `mrkdwn` object of at most `max` characters. */
export const anyText = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwnText(max)])

// Slack's pages have said 75 and 150 for an option's value; an app that keeps to the smaller is right either way.
const optionFields = { value: z.string().min(1).max(75), description: plainText(75).optional() }

/** An option of a select or overflow menu. */
export const plainOption = z.strictObject({
  text: plainText(75),
  ...optionFields,
  url: z.string().max(3000).optional(),
})

/** An option of radio buttons or checkboxes, whose text may be mrkdwn. */
export const richOption = z.strictObject({
  text: anyText(75),
  ...optionFields,
  description: anyText(75).optional(),
})

export const confirmDialog = z.strictObject({
  title: plainText(100).optional(),
  text: anyText(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: z.enum(['primary', 'danger']).optional(),
})
