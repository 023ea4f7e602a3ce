import type { Block, KnownBlock, View } from '@slack/types'
import { expect, test } from 'vitest'
import { Refusal } from '#simulator/refusal.ts'
import { checkedMessageBlocks, checkedView } from '#simulator/rule/surface.ts'

type Loose = Record<string, unknown>

const plain = (text: string) => ({ type: 'plain_text', text })
const long = (count: number) => 'a'.repeat(count)
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } })
const button = (more: Loose = {}) => ({ type: 'button', action_id: 'go', text: plain('Go'), ...more })
const actions = (...elements: Loose[]) => ({ type: 'actions', elements })
const input = (element: Loose, more: Loose = {}) => ({ type: 'input', label: plain('L'), element, ...more })
const option = (value: string) => ({ text: plain(value), value })
const options = (count: number) => Array.from({ length: count }, (_, index) => option(`v${index}`))
const select = (more: Loose) => ({ type: 'static_select', action_id: 's', ...more })
const text = { type: 'plain_text_input', action_id: 't' }
const modal = (more: Loose = {}) => ({
  type: 'modal',
  title: plain('T'),
  submit: plain('S'),
  blocks: [],
  ...more,
})
const dividers = (count: number) => Array.from({ length: count }, () => ({ type: 'divider' }))

function answer(check: () => unknown): string {
  try {
    check()
    return 'ok'
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { messages = [] } = (error.details.response_metadata ?? {}) as { messages?: string[] }
    return [error.code, ...messages].join(' ')
  }
}
const message = (...blocks: Loose[]) => answer(() => checkedMessageBlocks(blocks))
const view = (given: Loose, expected: 'modal' | 'home' = 'modal') =>
  answer(() => checkedView(given, expected))

test.each<[string, Loose[], Loose[]]>([
  ['50 blocks', dividers(50), dividers(51)],
  ['a section text of 3,000', [section(long(3000))], [section(long(3001))]],
  [
    'ten fields',
    [{ type: 'section', fields: Array(10).fill(plain('f')) }],
    [{ type: 'section', fields: Array(11).fill(plain('f')) }],
  ],
  [
    'a header of 150',
    [{ type: 'header', text: plain(long(150)) }],
    [{ type: 'header', text: plain(long(151)) }],
  ],
  [
    'ten context elements',
    [{ type: 'context', elements: Array(10).fill(plain('c')) }],
    [{ type: 'context', elements: Array(11).fill(plain('c')) }],
  ],
  [
    '25 elements in a row',
    [actions(...Array.from({ length: 25 }, (_, index) => button({ action_id: `b${index}` })))],
    [actions(...Array.from({ length: 26 }, (_, index) => button({ action_id: `b${index}` })))],
  ],
  [
    'a button text of 75',
    [actions(button({ text: plain(long(75)) }))],
    [actions(button({ text: plain(long(76)) }))],
  ],
  [
    'a button value of 2,000',
    [actions(button({ value: long(2000) }))],
    [actions(button({ value: long(2001) }))],
  ],
  [
    'a block_id of 255',
    [{ type: 'divider', block_id: long(255) }],
    [{ type: 'divider', block_id: long(256) }],
  ],
  [
    'an action_id of 255',
    [actions(button({ action_id: long(255) }))],
    [actions(button({ action_id: long(256) }))],
  ],
  ['100 options', [actions(select({ options: options(100) }))], [actions(select({ options: options(101) }))]],
  [
    'an option text of 75',
    [actions(select({ options: [{ text: plain(long(75)), value: 'v' }] }))],
    [actions(select({ options: [{ text: plain(long(76)), value: 'v' }] }))],
  ],
  [
    'ten radio buttons',
    [actions({ type: 'radio_buttons', action_id: 'r', options: options(10) })],
    [actions({ type: 'radio_buttons', action_id: 'r', options: options(11) })],
  ],
  [
    'ten checkboxes',
    [actions({ type: 'checkboxes', action_id: 'r', options: options(10) })],
    [actions({ type: 'checkboxes', action_id: 'r', options: options(11) })],
  ],
  [
    'a placeholder of 150',
    [actions(select({ options: options(1), placeholder: plain(long(150)) }))],
    [actions(select({ options: options(1), placeholder: plain(long(151)) }))],
  ],
  [
    'a confirm title of 100',
    [actions(button({ confirm: { title: plain(long(100)), text: plain('x') } }))],
    [actions(button({ confirm: { title: plain(long(101)), text: plain('x') } }))],
  ],
  [
    'a confirm text of 300',
    [actions(button({ confirm: { text: plain(long(300)) } }))],
    [actions(button({ confirm: { text: plain(long(301)) } }))],
  ],
])('a message takes %s and no more', (_name, right, wrong) => {
  expect(message(...right)).toBe('ok')
  expect(message(...wrong)).toMatch(/^invalid_blocks \[ERROR\] (must be less than|no more than) \d+ /)
})

test.each<[string, Loose, Loose]>([
  ['100 blocks', { blocks: dividers(100) }, { blocks: dividers(101) }],
  ['a title of 24', { title: plain(long(24)) }, { title: plain(long(25)) }],
  ['a submit text of 24', { submit: plain(long(24)) }, { submit: plain(long(25)) }],
  ['a close text of 24', { close: plain(long(24)) }, { close: plain(long(25)) }],
  ['private metadata of 3,000', { private_metadata: long(3000) }, { private_metadata: long(3001) }],
  ['a callback_id of 255', { callback_id: long(255) }, { callback_id: long(256) }],
])('a modal takes %s and no more', (_name, right, wrong) => {
  expect(view(modal(right))).toBe('ok')
  expect(view(modal(wrong))).toMatch(/^invalid_arguments \[ERROR\] (must be less than|no more than) \d+ /)
})

test('all texts of a message together stay within what Slack posts', () => {
  const parts = [section(long(3000)), section(long(3000)), section(long(3000))]
  expect(message(...parts)).toBe('ok')
  expect(message(...parts, section('a'))).toContain('msg_blocks_too_long')
})

test('a view of more than 250 kB is too large', () => {
  const blocks = Array.from({ length: 100 }, () => section(long(2700)))
  expect(view(modal({ blocks }))).toBe('view_too_large')
})

test.each<[string, Loose, string]>([
  ['an unknown block', { type: 'paragraph' }, 'unsupported type'],
  ['a block that only a modal takes', { type: 'alert', text: plain('x') }, 'unsupported type'],
  ['an element where it may not stand', actions(text), 'unsupported type'],
  ['mrkdwn on a button', actions(button({ text: { type: 'mrkdwn', text: '*Go*' } })), 'plain_text'],
  ['a field that does not exist', { type: 'divider', colour: 'red' }, 'invalid additional property: colour'],
  [
    'a picture without words',
    { type: 'image', image_url: 'https://x/y.png' },
    'missing required field: alt_text',
  ],
  [
    'a button without action_id',
    actions({ type: 'button', text: plain('Go') }),
    'missing required field: action_id',
  ],
  ['an empty section', { type: 'section' }, 'text or fields'],
  ['an empty text', section(''), 'must be more than 0 characters'],
  ['a row of nothing', actions(), 'no fewer than 1 items'],
  ['a select without options', actions(select({})), 'exactly one of options and option_groups'],
  ['a select with an empty list', actions(select({ options: [] })), 'no fewer than 1 items'],
  [
    'a first choice that is not offered',
    actions(select({ options: options(2), initial_option: { ...option('v0'), text: plain('Other') } })),
    'initial option must be one of the options',
  ],
  ['two elements of one name', actions(button(), button()), 'already exists in this block'],
  [
    'a day that is none',
    actions({ type: 'datepicker', action_id: 'd', initial_date: '14.3.2027' }),
    'initial_date',
  ],
  [
    'an hour that is none',
    actions({ type: 'timepicker', action_id: 'd', initial_time: '25:00' }),
    'initial_time',
  ],
  ['a text longer than its field', input({ ...text, initial_value: 'abc', max_length: 2 }), 'max_length'],
  ['a shortest above the longest', input({ ...text, min_length: 3, max_length: 2 }), 'min_length'],
])('a message with %s is refused and the answer names it', (_name, block, words) => {
  const said = message(block)
  expect(said).toMatch(/^invalid_blocks \[ERROR\] /)
  expect(said).toContain(words)
  expect(said).toContain('[json-pointer:/blocks/0')
})

test('a block id stands once', () => {
  const block = { type: 'divider', block_id: 'same' }
  expect(message(block, block)).toContain('already exists')
  expect(message(block, { ...block, block_id: 'other' })).toBe('ok')
})

test('the same action id may stand in two blocks', () => {
  expect(message(actions(button()), actions(button()))).toBe('ok')
})

test('a modal with an input needs a button to submit it', () => {
  const { submit: _, ...bare } = modal({ blocks: [input(text)] })
  expect(view(bare)).toContain('missing required field: submit')
  expect(view(modal({ blocks: [input(text)] }))).toBe('ok')
})

test('a Home tab is no modal', () => {
  expect(view({ type: 'home', blocks: [section('x')] }, 'home')).toBe('ok')
  expect(view({ type: 'home', blocks: [] })).toContain('must be of type modal')
  expect(view(modal(), 'home')).toContain('must be of type home')
  expect(view({ type: 'home', blocks: [{ type: 'markdown', text: 'x' }] }, 'home')).toContain(
    'unsupported type',
  )
})

test('only one element takes the focus', () => {
  const focused = (id: string) => input({ type: 'plain_text_input', action_id: id, focus_on_load: true })
  expect(view(modal({ blocks: [focused('a')] }))).toBe('ok')
  expect(view(modal({ blocks: [focused('a'), focused('b')] }))).toContain('focus_on_load')
})

test('every block of the common kinds is taken on every surface', () => {
  const richText = {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }] }],
  } satisfies KnownBlock
  const blocks: Block[] = [
    section('x'),
    { type: 'header', text: plain('x') } as Block,
    { type: 'context', elements: [plain('x')] } as Block,
    actions(button()),
    { type: 'divider' },
    input({ type: 'timepicker', action_id: 'w', timezone: 'Europe/London' }),
    { type: 'image', image_url: 'https://x/y.png', alt_text: 'x' } as Block,
    richText,
  ]
  expect(message(...(blocks as unknown as Loose[]))).toBe('ok')
  expect(view(modal({ blocks }))).toBe('ok')
  expect(view({ type: 'home', blocks } satisfies View, 'home')).toBe('ok')
})

test('blocks that are no list are refused', () => {
  expect(answer(() => checkedMessageBlocks('[{'))).toBe('invalid_blocks_format')
})
