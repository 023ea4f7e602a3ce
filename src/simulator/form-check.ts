/** What Slack's client checks before it sends a form: the app never hears of a form that fails here. */
import { type Element, placedElements } from './block-element.ts'
import { heldBy } from './form-value.ts'
import type { StateValues } from './workspace.ts'

const REQUIRED = 'Please complete this required field.'

/** Errors by block id; empty when the form may be sent. */
export function formErrors(blocks: readonly unknown[], values: StateValues): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { blockId, element, input } of placedElements(blocks)) {
    if (input === undefined) continue
    const held = heldBy(element, values[blockId]?.[element.action_id])
    const error = isEmpty(held) ? (input.optional === true ? undefined : REQUIRED) : fieldError(element, held)
    if (error !== undefined) errors[blockId] = error
  }
  return errors
}

function isEmpty(held: unknown): boolean {
  return held === null || (Array.isArray(held) && held.length === 0)
}

function fieldError(element: Element, held: unknown): string | undefined {
  switch (element.type) {
    case 'plain_text_input':
      return lengthError(element, String(held))
    case 'number_input':
      return numberError(element, String(held))
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(String(held))
        ? undefined
        : 'Please enter a valid email address.'
    case 'url_text_input':
      return URL.canParse(String(held)) ? undefined : 'Please enter a valid URL.'
    default:
      return countError(element, held)
  }
}

function lengthError(element: Element, text: string): string | undefined {
  const { min_length: shortest = 0, max_length: longest = 3000 } = element as Partial<Record<string, number>>
  if (text.length < shortest) return `Please use at least ${shortest} characters.`
  return text.length > longest ? `Please use at most ${longest} characters.` : undefined
}

function numberError(element: Element, text: string): string | undefined {
  const number = Number(text)
  if (!/^-?\d+(\.\d+)?$/.test(text.trim())) return 'Please enter a valid number.'
  if (element.is_decimal_allowed === false && !Number.isInteger(number)) return 'Please enter a whole number.'
  if (element.min_value !== undefined && number < Number(element.min_value)) {
    return `Please enter a number that is at least ${element.min_value}.`
  }
  return element.max_value !== undefined && number > Number(element.max_value)
    ? `Please enter a number that is at most ${element.max_value}.`
    : undefined
}

function countError(element: Element, held: unknown): string | undefined {
  const most = element.max_selected_items
  return typeof most === 'number' && Array.isArray(held) && held.length > most
    ? `Please choose at most ${most}.`
    : undefined
}
