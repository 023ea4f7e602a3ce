/** Slack's block elements with their fields and size limits, and where each may stand. */
import { z } from 'zod'
import { anyText, confirmDialog, plainOption, plainText, richOption } from './text.ts'

const acting = { action_id: z.string().min(1).max(255) }
const confirmable = { confirm: confirmDialog.optional() }
const focusable = { focus_on_load: z.boolean().optional() }
const withPlaceholder = { placeholder: plainText(150).optional() }
const field = { ...acting, ...confirmable, ...focusable }
const typed = {
  ...acting,
  ...focusable,
  ...withPlaceholder,
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).optional(),
    })
    .optional(),
}
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/)
const optionGroup = z.strictObject({ label: plainText(75), options: z.array(plainOption).min(1).max(100) })
const staticChoices = {
  options: z.array(plainOption).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
}
const severalAtMost = { max_selected_items: z.number().int().min(1).optional() }
const conversationFilter = z
  .strictObject({
    include: z
      .array(z.enum(['im', 'mpim', 'private', 'public']))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .optional()
const oneConversation = {
  default_to_current_conversation: z.boolean().optional(),
  response_url_enabled: z.boolean().optional(),
  filter: conversationFilter,
}

const button = z.strictObject({
  type: z.literal('button'),
  ...acting,
  ...confirmable,
  text: plainText(75),
  value: z.string().max(2000).optional(),
  url: z.string().max(3000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().max(75).optional(),
})
const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...acting,
  ...confirmable,
  options: z.array(plainOption).min(1).max(5),
})
const workflowButton = z.looseObject({ type: z.literal('workflow_button'), ...acting, text: plainText(75) })

const checkboxes = z.strictObject({
  type: z.literal('checkboxes'),
  ...field,
  options: z.array(richOption).min(1).max(10),
  initial_options: z.array(richOption).min(1).max(10).optional(),
})
const radioButtons = z.strictObject({
  type: z.literal('radio_buttons'),
  ...field,
  options: z.array(richOption).min(1).max(10),
  initial_option: richOption.optional(),
})
const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...field,
  ...withPlaceholder,
  initial_date: day.optional(),
})
const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...field,
  ...withPlaceholder,
  initial_time: timeOfDay.optional(),
  timezone: z.string().min(1).optional(),
})
const datetimepicker = z.strictObject({
  type: z.literal('datetimepicker'),
  ...field,
  initial_date_time: z.number().int().min(1_000_000_000).max(9_999_999_999).optional(),
})

const choosing = { ...field, ...withPlaceholder }
const selects = [
  z.strictObject({
    type: z.literal('static_select'),
    ...choosing,
    ...staticChoices,
    initial_option: plainOption.optional(),
  }),
  z.strictObject({
    type: z.literal('external_select'),
    ...choosing,
    min_query_length: z.number().int().optional(),
    initial_option: plainOption.optional(),
  }),
  z.strictObject({ type: z.literal('users_select'), ...choosing, initial_user: z.string().optional() }),
  z.strictObject({
    type: z.literal('conversations_select'),
    ...choosing,
    ...oneConversation,
    initial_conversation: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('channels_select'),
    ...choosing,
    response_url_enabled: z.boolean().optional(),
    initial_channel: z.string().optional(),
  }),
] as const
const multiSelects = [
  z.strictObject({
    type: z.literal('multi_static_select'),
    ...choosing,
    ...severalAtMost,
    ...staticChoices,
    initial_options: z.array(plainOption).min(1).max(100).optional(),
  }),
  z.strictObject({
    type: z.literal('multi_external_select'),
    ...choosing,
    ...severalAtMost,
    min_query_length: z.number().int().optional(),
    initial_options: z.array(plainOption).min(1).max(100).optional(),
  }),
  z.strictObject({
    type: z.literal('multi_users_select'),
    ...choosing,
    ...severalAtMost,
    initial_users: z.array(z.string()).optional(),
  }),
  z.strictObject({
    type: z.literal('multi_conversations_select'),
    ...choosing,
    ...severalAtMost,
    default_to_current_conversation: z.boolean().optional(),
    filter: conversationFilter,
    initial_conversations: z.array(z.string()).optional(),
  }),
  z.strictObject({
    type: z.literal('multi_channels_select'),
    ...choosing,
    ...severalAtMost,
    initial_channels: z.array(z.string()).optional(),
  }),
] as const

const typedFields = [
  z.strictObject({
    type: z.literal('plain_text_input'),
    ...typed,
    initial_value: z.string().max(3000).optional(),
    multiline: z.boolean().optional(),
    min_length: z.number().int().min(0).max(3000).optional(),
    max_length: z.number().int().min(1).max(3000).optional(),
  }),
  z.strictObject({ type: z.literal('email_text_input'), ...typed, initial_value: z.string().optional() }),
  z.strictObject({ type: z.literal('url_text_input'), ...typed, initial_value: z.string().optional() }),
  z.strictObject({
    type: z.literal('number_input'),
    ...typed,
    is_decimal_allowed: z.boolean(),
    initial_value: decimal.optional(),
    min_value: decimal.optional(),
    max_value: decimal.optional(),
  }),
  z.strictObject({
    type: z.literal('rich_text_input'),
    ...typed,
    initial_value: z.looseObject({ type: z.literal('rich_text') }).optional(),
    min_lines: z.number().int().min(1).max(100).optional(),
    max_lines: z.number().int().min(1).max(100).optional(),
  }),
] as const
const fileInput = z.strictObject({
  type: z.literal('file_input'),
  ...acting,
  filetypes: z.array(z.string()).optional(),
  max_files: z.number().int().min(1).max(10).optional(),
})

export const image = z.strictObject({
  type: z.literal('image'),
  image_url: z.string().min(1).max(3000).optional(),
  slack_file: z.looseObject({}).optional(),
  alt_text: z.string().min(1).max(2000),
})

const pickers = [checkboxes, radioButtons, datepicker, timepicker, ...selects, ...multiSelects] as const

/** What may stand beside a section's text. */
export const accessory = z.discriminatedUnion('type', [button, overflow, workflowButton, image, ...pickers])

/** What may stand in an actions block. */
export const actionsElement = z.discriminatedUnion('type', [
  button,
  overflow,
  workflowButton,
  datetimepicker,
  ...pickers,
])

/** What may stand in an input block. */
export const inputElement = z.discriminatedUnion('type', [
  datetimepicker,
  fileInput,
  ...typedFields,
  ...pickers,
])

/** What may stand in a context block: pictures and texts. */
export const contextElement = z.union([image, anyText(3000)])
