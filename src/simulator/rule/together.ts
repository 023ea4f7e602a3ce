/** Rules that span several parts of a list of blocks: what must be unique, what must agree. */
import { isDeepStrictEqual } from 'node:util'
import { type Element, optionsOf, type PlacedElement, placedElements } from '../block-element.ts'
import { problemAt } from './problem.ts'

type LooseBlock = Record<string, unknown> & { type: string; block_id?: string }

/** Problems of blocks that are right one by one: repeated ids, initial values outside the options, half-empty sections. */
export function problemsTogether(blocks: LooseBlock[], pointer: string): string[] {
  const elements = placedElements(blocks)
  return [
    ...repeatedBlockIds(blocks, pointer),
    ...repeatedActionIds(elements, pointer),
    ...blocks.flatMap((block, index) => ownProblems(block, `${pointer}/${index}`)),
    ...elements.flatMap((placed) => elementProblems(placed.element, pointer + placed.pointer)),
    ...(elements.filter((placed) => placed.element.focus_on_load === true).length > 1
      ? [problemAt('only one element may have focus_on_load', pointer)]
      : []),
  ]
}

function repeatedBlockIds(blocks: LooseBlock[], pointer: string): string[] {
  const seen = new Set<string>()
  return blocks.flatMap((block, index) => {
    if (block.block_id === undefined) return []
    if (seen.has(block.block_id)) {
      return [problemAt(`\`block_id\` "${block.block_id}" already exists`, `${pointer}/${index}/block_id`)]
    }
    seen.add(block.block_id)
    return []
  })
}

function repeatedActionIds(elements: PlacedElement[], pointer: string): string[] {
  const seen = new Set<string>()
  return elements.flatMap((placed) => {
    // Blocks without an id of their own are told apart by their place.
    const key = JSON.stringify([placed.pointer.split('/')[1], placed.element.action_id])
    if (seen.has(key)) {
      const text = `\`action_id\` "${placed.element.action_id}" already exists in this block`
      return [problemAt(text, `${pointer}${placed.pointer}/action_id`)]
    }
    seen.add(key)
    return []
  })
}

function ownProblems(block: LooseBlock, pointer: string): string[] {
  if (block.type === 'section' && block.text === undefined && block.fields === undefined) {
    return [problemAt('missing required field: text or fields', pointer)]
  }
  return block.type === 'image' ? imageProblems(block, pointer) : []
}

function imageProblems(image: Record<string, unknown>, pointer: string): string[] {
  const sources = [image.image_url, image.slack_file].filter((source) => source !== undefined)
  return sources.length === 1 ? [] : [problemAt('exactly one of image_url and slack_file is needed', pointer)]
}

function elementProblems(element: Element, pointer: string): string[] {
  const options = optionsOf(element)
  const initial = [
    ...(element.initial_option === undefined ? [] : [element.initial_option]),
    ...((element.initial_options as unknown[] | undefined) ?? []),
  ]
  const isStatic = element.type === 'static_select' || element.type === 'multi_static_select'
  const choices = [element.options, element.option_groups].filter((list) => list !== undefined)
  return [
    ...(isStatic && choices.length !== 1
      ? [problemAt('exactly one of options and option_groups is needed', pointer)]
      : []),
    ...(options.length > 0 &&
    initial.some((choice) => !options.some((option) => isDeepStrictEqual(option, choice)))
      ? [problemAt('initial option must be one of the options, field by field', pointer)]
      : []),
    ...rangeProblems(element, pointer),
  ]
}

function rangeProblems(element: Element, pointer: string): string[] {
  const length = typeof element.initial_value === 'string' ? element.initial_value.length : undefined
  const { min_length: shortest, max_length: longest } = element as {
    min_length?: number
    max_length?: number
  }
  if (shortest !== undefined && longest !== undefined && shortest > longest) {
    return [problemAt('min_length must not be more than max_length', pointer)]
  }
  if (length !== undefined && longest !== undefined && length > longest) {
    return [problemAt('initial_value must not be longer than max_length', pointer)]
  }
  const [least, most] = [element.min_value, element.max_value].map((value) =>
    value === undefined ? undefined : Number(value),
  )
  return least !== undefined && most !== undefined && least > most
    ? [problemAt('min_value must not be more than max_value', pointer)]
    : []
}
