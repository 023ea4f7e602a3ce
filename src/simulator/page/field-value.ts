/** Slack's value objects: what `state.values` and `block_actions` say about one field. */
import type { Option } from '@slack/types'

/** An element inside an input, section or actions block; of its many kinds only the common part. */
export type FieldElement = { type: string; action_id?: string; [key: string]: unknown }

export type FieldValue = { type: string; [key: string]: unknown }

type Rule = { key: string; initial: string; isMany?: boolean }

/** Where each kind of field keeps its value, and where the app put the first one. */
const RULES: Record<string, Rule> = {
  plain_text_input: { key: 'value', initial: 'initial_value' },
  email_text_input: { key: 'value', initial: 'initial_value' },
  url_text_input: { key: 'value', initial: 'initial_value' },
  number_input: { key: 'value', initial: 'initial_value' },
  datepicker: { key: 'selected_date', initial: 'initial_date' },
  timepicker: { key: 'selected_time', initial: 'initial_time' },
  static_select: { key: 'selected_option', initial: 'initial_option' },
  radio_buttons: { key: 'selected_option', initial: 'initial_option' },
  overflow: { key: 'selected_option', initial: 'initial_option' },
  checkboxes: { key: 'selected_options', initial: 'initial_options', isMany: true },
  multi_static_select: { key: 'selected_options', initial: 'initial_options', isMany: true },
  users_select: { key: 'selected_user', initial: 'initial_user' },
  multi_users_select: { key: 'selected_users', initial: 'initial_users', isMany: true },
  channels_select: { key: 'selected_channel', initial: 'initial_channel' },
  multi_channels_select: { key: 'selected_channels', initial: 'initial_channels', isMany: true },
  conversations_select: { key: 'selected_conversation', initial: 'initial_conversation' },
  multi_conversations_select: {
    key: 'selected_conversations',
    initial: 'initial_conversations',
    isMany: true,
  },
}

/** Whether the page can draw this kind of field. */
export function isKnownField(type: string): boolean {
  return type in RULES
}

/** The value object that says `value`; an empty one is null, or an empty list where several can be chosen. */
export function fieldValue(type: string, value: unknown): FieldValue {
  const rule = RULES[type]
  return rule ? { type, [rule.key]: value ?? (rule.isMany ? [] : null) } : { type }
}

/** What is in the field: from the value object, or what the app put there when nobody has touched it. */
export function contentOf(element: FieldElement, value: Record<string, unknown> | undefined): unknown {
  const rule = RULES[element.type]
  if (!rule) return undefined
  const content = value && rule.key in value ? value[rule.key] : element[rule.initial]
  return content ?? (rule.isMany ? [] : undefined)
}

/** The options of a select, groups laid out one after the other. */
export function optionsOf(element: FieldElement): { group?: string; options: Option[] }[] {
  const groups = element.option_groups as { label: { text: string }; options: Option[] }[] | undefined
  if (groups) return groups.map(({ label, options }) => ({ group: label.text, options }))
  return [{ options: (element.options as Option[] | undefined) ?? [] }]
}

/** Whether two options are the same for Slack: by their value. */
export function isSameOption(left: Option | undefined, right: Option | undefined): boolean {
  return left !== undefined && right !== undefined && left.value === right.value
}
