/** What the fields of a view hold: their first values, what a person fills in, and what survives an update of the view. */
import { type Element, optionsOf, type PlacedElement, placedElements } from './block-element.ts'
import type { StateValues } from './workspace.ts'

type Value = Record<string, unknown>
type Field = { key: string; initial: string; empty: unknown }

const one = (key: string, initial: string): Field => ({ key, initial, empty: null })
const many = (key: string, initial: string): Field => ({ key, initial, empty: [] })

/** Element type → where Slack puts its value, where the app gives the first one, and what stands for nothing. */
const FIELDS: Record<string, Field> = {
  plain_text_input: one('value', 'initial_value'),
  email_text_input: one('value', 'initial_value'),
  url_text_input: one('value', 'initial_value'),
  number_input: one('value', 'initial_value'),
  rich_text_input: one('rich_text_value', 'initial_value'),
  datepicker: one('selected_date', 'initial_date'),
  timepicker: one('selected_time', 'initial_time'),
  datetimepicker: one('selected_date_time', 'initial_date_time'),
  radio_buttons: one('selected_option', 'initial_option'),
  static_select: one('selected_option', 'initial_option'),
  external_select: one('selected_option', 'initial_option'),
  users_select: one('selected_user', 'initial_user'),
  conversations_select: one('selected_conversation', 'initial_conversation'),
  channels_select: one('selected_channel', 'initial_channel'),
  checkboxes: many('selected_options', 'initial_options'),
  multi_static_select: many('selected_options', 'initial_options'),
  multi_external_select: many('selected_options', 'initial_options'),
  multi_users_select: many('selected_users', 'initial_users'),
  multi_conversations_select: many('selected_conversations', 'initial_conversations'),
  multi_channels_select: many('selected_channels', 'initial_channels'),
  file_input: many('files', 'initial_files'),
}

/** The values of freshly shown blocks; `before` holds what the person had before an update, and it stays. */
export function stateValues(blocks: readonly unknown[], before: StateValues = {}): StateValues {
  const values: StateValues = {}
  for (const { blockId, element } of placedElements(blocks)) {
    const field = FIELDS[element.type]
    if (field === undefined) continue
    const kept = before[blockId]?.[element.action_id]
    values[blockId] ??= {}
    values[blockId][element.action_id] =
      kept !== undefined && stillFits(element, field, kept) ? kept : firstValue(element, field)
  }
  return values
}

/**
 * The full value object for what a person chose or typed in `element`. Options may be given by their `value` alone.
 * Refuses what the element does not offer, which is a mistake of the caller: a person could not do it.
 */
export function chosenValue(element: Element, given: Value): Value {
  const field = FIELDS[element.type]
  if (field === undefined) throw new Error(`A ${element.type} holds no value`)
  const strange = Object.keys(given).filter(
    (key) => key !== field.key && key !== 'type' && key !== 'timezone',
  )
  if (strange.length > 0 || !(field.key in given)) {
    throw new Error(`A ${element.type} takes ${field.key}, not ${Object.keys(given).join(', ')}`)
  }
  return { ...bareValue(element), [field.key]: offered(element, field, given[field.key]) }
}

/** The option of an overflow menu with this value; refuses one that it does not have. */
export function chosenOption(element: Element, given: unknown): Value {
  const value = (given as Value | null)?.value
  const option = optionsOf(element).find((candidate) => candidate.value === value)
  if (option === undefined) throw new Error(`${element.action_id} has no option ${JSON.stringify(value)}`)
  return option
}

/** What the field holds: null or an empty list when nothing. */
export function heldBy(element: Element, value: Value | undefined): unknown {
  const field = FIELDS[element.type]
  return field === undefined ? null : (value?.[field.key] ?? field.empty)
}

/** Whether a person can choose or type something in it; a button or overflow menu holds nothing. */
export function holdsValue(placed: PlacedElement): boolean {
  return placed.element.type in FIELDS
}

function firstValue(element: Element, field: Field): Value {
  return { ...bareValue(element), [field.key]: element[field.initial] ?? field.empty }
}

function bareValue(element: Element): Value {
  const zone = element.type === 'timepicker' && element.timezone !== undefined
  return { type: element.type, ...(zone ? { timezone: element.timezone } : {}) }
}

function stillFits(element: Element, field: Field, kept: Value): boolean {
  if (kept.type !== element.type) return false
  const options = optionsOf(element)
  if (options.length === 0) return true
  const held = [kept[field.key] ?? []].flat() as Value[]
  return held.every((choice) => options.some((option) => option.value === choice.value))
}

function offered(element: Element, field: Field, given: unknown): unknown {
  if (given === '' || given === null || given === undefined) return field.empty
  if (field.key === 'selected_option' && element.type !== 'external_select')
    return chosenOption(element, given)
  if (field.key === 'selected_options' && element.type !== 'multi_external_select') {
    const wanted = (given as Value[]).map((choice) => chosenOption(element, choice))
    // Slack lists chosen options in the order in which the element offers them only for checkboxes.
    return element.type === 'checkboxes'
      ? optionsOf(element).filter((option) => wanted.includes(option))
      : wanted
  }
  return given
}
