/** Finds the elements that a person can press or fill in a list of blocks. */

export type Element = { type: string; action_id: string; [key: string]: unknown }

export type PlacedElement = {
  blockId: string
  element: Element
  /** Where it stands, as a JSON pointer below the blocks, such as `/3/elements/0`. */
  pointer: string
  /** The input block that holds it, if it is one. */
  input: InputBlock | undefined
}

export type InputBlock = {
  label: { text: string }
  optional?: boolean
  dispatch_action?: boolean
}

type LooseBlock = {
  type: string
  block_id?: string
  elements?: unknown[]
  accessory?: unknown
  element?: unknown
}

/** All elements with an `action_id`, in the order of the blocks. */
export function placedElements(blocks: readonly unknown[]): PlacedElement[] {
  return (blocks as LooseBlock[]).flatMap((block, index) => elementsOf(block, `/${index}`))
}

function elementsOf(block: LooseBlock, pointer: string): PlacedElement[] {
  const input = block.type === 'input' ? (block as unknown as InputBlock) : undefined
  return candidates(block).flatMap(({ element, place }) =>
    isElement(element)
      ? [{ blockId: block.block_id ?? '', element, pointer: `${pointer}/${place}`, input }]
      : [],
  )
}

function candidates(block: LooseBlock): { element: unknown; place: string }[] {
  if (block.type === 'input') return [{ element: block.element, place: 'element' }]
  if (block.type === 'section') return [{ element: block.accessory, place: 'accessory' }]
  if (block.type !== 'actions' || !Array.isArray(block.elements)) return []
  return block.elements.map((element, index) => ({ element, place: `elements/${index}` }))
}

/** The options of a select, radio group, checkbox list or overflow menu, groups flattened; none for other elements. */
export function optionsOf(element: Element): Record<string, unknown>[] {
  const groups = (element.option_groups ?? []) as { options: Record<string, unknown>[] }[]
  const own = (element.options ?? []) as Record<string, unknown>[]
  return [...own, ...groups.flatMap((group) => group.options)]
}

function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'action_id') === 'string'
}
