import type { KnownBlock, ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Simulator } from '#simulator/contract.ts'
import { addCircle, type BoltApp, botClient, startBoltApp, startWorkspace } from '../support/simulator.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const option = (value: string) => ({ text: plain(value), value })
const input = (blockId: string, element: object, more: object = {}) =>
  ({ type: 'input', block_id: blockId, label: plain(blockId), element, ...more }) as KnownBlock
const modal = (blocks: KnownBlock[], more: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: 'form',
  title: plain('Form'),
  submit: plain('Save'),
  blocks,
  ...more,
})
const text = (more: object = {}) => ({ type: 'plain_text_input', action_id: 'text', ...more })

let simulator: Simulator
let running: BoltApp
let client: WebClient
let userId: string
let channelId: string
let trigger = ''
let answer: object | undefined
const submitted: { view: { state: { values: unknown } } }[] = []
const pressed: Record<string, unknown>[] = []

beforeEach(async () => {
  submitted.length = 0
  pressed.length = 0
  answer = undefined
  simulator = await startWorkspace()
  const people = addCircle(simulator)
  userId = people.fiona.id
  channelId = people.circle.id
  client = botClient(simulator)
  running = await startBoltApp(simulator, 'socket', (app) => {
    app.command('/group', async ({ ack, body }) => {
      trigger = body.trigger_id
      await ack()
    })
    app.view('form', async ({ ack, body }) => {
      submitted.push(body)
      await (answer === undefined ? ack() : ack(answer as never))
    })
    app.action(/.*/, async ({ ack, body }) => {
      trigger = 'trigger_id' in body ? body.trigger_id : ''
      pressed.push({ ...body })
      await ack()
    })
  })
})
afterEach(async () => {
  vi.useRealTimers()
  await running.stop()
  await simulator.stop()
})

/** The error of a call that Slack refuses, or `ok`. */
async function outcome(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'ok',
    (error: { data?: { error?: string } }) => error.data?.error ?? String(error),
  )
}
async function freshTrigger(): Promise<string> {
  expect(await simulator.command({ userId, channelId, command: '/group', text: '' })).toEqual({ ok: true })
  return trigger
}
async function open(blocks: KnownBlock[], more: Partial<ModalView> = {}): Promise<string> {
  const { view } = await client.views.open({ trigger_id: await freshTrigger(), view: modal(blocks, more) })
  return view?.id ?? ''
}
const values = () => simulator.openView(userId)?.values
const errors = () => simulator.openView(userId)?.errors

describe('triggers', () => {
  const view = modal([{ type: 'divider' }])

  test('a trigger opens one view only', async () => {
    const id = await freshTrigger()
    expect(await outcome(client.views.open({ trigger_id: id, view }))).toBe('ok')
    expect(await outcome(client.views.open({ trigger_id: id, view }))).toBe('exchanged_trigger_id')
    expect(await outcome(client.views.open({ trigger_id: 'invented', view }))).toBe('invalid_trigger_id')
  })

  test('a trigger lives three seconds', async () => {
    const id = await freshTrigger()
    vi.useFakeTimers({ toFake: ['Date'] })
    vi.setSystemTime(Date.now() + 3_001)
    expect(await outcome(client.views.open({ trigger_id: id, view }))).toBe('expired_trigger_id')
  })

  test('a view that is refused leaves the trigger usable', async () => {
    const id = await freshTrigger()
    const wrong = modal([], { title: plain('a'.repeat(25)) })
    expect(await outcome(client.views.open({ trigger_id: id, view: wrong }))).toBe('invalid_arguments')
    expect(await outcome(client.views.open({ trigger_id: id, view }))).toBe('ok')
  })
})

describe('the stack of views', () => {
  const next = modal([{ type: 'divider' }])

  test('three modals stand on each other, not four', async () => {
    await open([{ type: 'divider' }])
    expect(await outcome(client.views.push({ trigger_id: await freshTrigger(), view: next }))).toBe('ok')
    expect(await outcome(client.views.push({ trigger_id: await freshTrigger(), view: next }))).toBe('ok')
    const fourth = client.views.push({ trigger_id: await freshTrigger(), view: next })
    expect(await outcome(fourth)).toBe('push_limit_reached')
  })

  test('nothing is pushed where nothing is open', async () => {
    expect(await outcome(client.views.push({ trigger_id: await freshTrigger(), view: next }))).toBe(
      'not_found',
    )
  })

  test('an empty answer shows the view below, clear takes all away', async () => {
    const first = await open([{ type: 'divider' }])
    await client.views.push({ trigger_id: await freshTrigger(), view: next })
    const second = simulator.openView(userId)?.id ?? ''
    await simulator.submit({ userId, viewId: second })
    expect(simulator.openView(userId)?.id).toBe(first)
    await client.views.push({ trigger_id: await freshTrigger(), view: next })
    answer = { response_action: 'clear' }
    await simulator.submit({ userId, viewId: simulator.openView(userId)?.id ?? '' })
    expect(simulator.openView(userId)).toBeUndefined()
  })

  test('an answer may update the view or push another', async () => {
    const viewId = await open([{ type: 'divider' }])
    answer = { response_action: 'update', view: modal([{ type: 'divider' }], { title: plain('Second') }) }
    await simulator.submit({ userId, viewId })
    expect(simulator.openView(userId)).toMatchObject({ id: viewId, view: { title: { text: 'Second' } } })
    answer = { response_action: 'push', view: modal([{ type: 'divider' }], { title: plain('Third') }) }
    await simulator.submit({ userId, viewId })
    expect(simulator.openView(userId)).toMatchObject({ view: { title: { text: 'Third' } } })
    expect(simulator.openView(userId)?.id).not.toBe(viewId)
  })

  test('an answer that Slack cannot obey is a failure for the person', async () => {
    const viewId = await open([input('name', text({ initial_value: 'x' }))])
    answer = { response_action: 'errors', errors: { other: 'x' } }
    expect(await simulator.submit({ userId, viewId })).toMatchObject({ ok: false })
    answer = { response_action: 'update', view: { ...modal([]), title: plain('a'.repeat(25)) } }
    expect(await simulator.submit({ userId, viewId })).toMatchObject({ ok: false })
    expect(simulator.openView(userId)?.id).toBe(viewId)
  })

  test('a closed view cannot be updated', async () => {
    const viewId = await open([{ type: 'divider' }])
    await simulator.closeView({ userId, viewId })
    expect(await outcome(client.views.update({ view_id: viewId, view: next }))).toBe('not_found')
  })

  test('an update with an old hash is refused', async () => {
    const viewId = await open([{ type: 'divider' }])
    const hash = simulator.openView(userId)?.hash ?? ''
    expect(await outcome(client.views.update({ view_id: viewId, hash, view: next }))).toBe('ok')
    expect(await outcome(client.views.update({ view_id: viewId, hash, view: next }))).toBe('hash_conflict')
  })

  test('a Home tab with an old hash is refused', async () => {
    const view = { type: 'home' as const, blocks: [] }
    const first = await client.views.publish({ user_id: userId, view })
    const hash = first.view?.hash ?? ''
    expect(await outcome(client.views.publish({ user_id: userId, view, hash }))).toBe('ok')
    expect(await outcome(client.views.publish({ user_id: userId, view, hash }))).toBe('hash_conflict')
  })
})

describe('values', () => {
  test('untouched fields are sent with their first values, or with nothing', async () => {
    const blocks = [
      input('name', text({ initial_value: 'Circle' })),
      input('note', text(), { optional: true }),
      input('day', { type: 'datepicker', action_id: 'd', initial_date: '2027-03-14' }),
      input('hour', { type: 'timepicker', action_id: 't', timezone: 'Europe/London' }, { optional: true }),
      input('days', { type: 'checkboxes', action_id: 'c', options: [option('sun')] }, { optional: true }),
      input('one', {
        type: 'radio_buttons',
        action_id: 'r',
        options: [option('a')],
        initial_option: option('a'),
      }),
      input('who', { type: 'multi_users_select', action_id: 'u' }, { optional: true }),
    ]
    const viewId = await open(blocks)
    expect(await simulator.submit({ userId, viewId })).toEqual({ ok: true })
    expect(submitted[0]).toMatchObject({ view: { id: viewId, callback_id: 'form' } })
    expect(submitted[0]?.view.state.values).toEqual({
      name: { text: { type: 'plain_text_input', value: 'Circle' } },
      note: { text: { type: 'plain_text_input', value: null } },
      day: { d: { type: 'datepicker', selected_date: '2027-03-14' } },
      hour: { t: { type: 'timepicker', timezone: 'Europe/London', selected_time: null } },
      days: { c: { type: 'checkboxes', selected_options: [] } },
      one: { r: { type: 'radio_buttons', selected_option: option('a') } },
      who: { u: { type: 'multi_users_select', selected_users: [] } },
    })
  })

  test('what was typed stays through an update, unless the field has another name', async () => {
    const viewId = await open([input('name', text()), input('place', text())])
    const typed = { name: { text: { value: 'Mine' } }, place: { text: { value: 'Here' } } }
    simulator.fill({ userId, viewId, values: typed })
    const blocks = [
      input('name', text({ initial_value: 'New' })),
      input('place2', text({ initial_value: 'New' })),
    ]
    await client.views.update({ view_id: viewId, view: modal(blocks) })
    expect(values()).toMatchObject({ name: { text: { value: 'Mine' } }, place2: { text: { value: 'New' } } })
    expect(values()).not.toHaveProperty('place')
  })

  test('a choice that is no longer offered is forgotten', async () => {
    const select = (...names: string[]) =>
      input('one', { type: 'static_select', action_id: 's', options: names.map(option) })
    const viewId = await open([select('a', 'b')])
    simulator.fill({ userId, viewId, values: { one: { s: { selected_option: { value: 'b' } } } } })
    expect(values()).toMatchObject({ one: { s: { selected_option: option('b') } } })
    await client.views.update({ view_id: viewId, view: modal([select('a', 'c')]) })
    expect(values()).toMatchObject({ one: { s: { selected_option: null } } })
  })

  test('an input tells the app of a choice only with dispatch_action', async () => {
    const radio = (id: string) => ({
      type: 'radio_buttons',
      action_id: id,
      options: [option('a'), option('b')],
    })
    const viewId = await open([
      input('quiet', radio('q')),
      input('loud', radio('l'), { dispatch_action: true }),
    ])
    const target = { viewId }
    const chosen = { selected_option: { value: 'b' } }
    await simulator.press({ userId, target, actionId: 'q', chosen })
    expect(pressed).toEqual([])
    await simulator.press({ userId, target, actionId: 'l', chosen })
    expect(pressed).toMatchObject([
      {
        actions: [{ action_id: 'l', block_id: 'loud', selected_option: option('b') }],
        view: { state: { values: { quiet: { q: chosen }, loud: { l: chosen } } } },
      },
    ])
  })
})

describe('what Slack checks itself', () => {
  test.each<[string, object, object, RegExp]>([
    ['a missing text', text(), { value: '' }, /required/],
    ['a short text', text({ min_length: 3 }), { value: 'ab' }, /at least 3/],
    ['a long text', text({ max_length: 3 }), { value: 'abcd' }, /at most 3/],
    [
      'a word as number',
      { type: 'number_input', action_id: 'text', is_decimal_allowed: false },
      { value: 'x' },
      /number/,
    ],
    [
      'half of one',
      { type: 'number_input', action_id: 'text', is_decimal_allowed: false },
      { value: '1.5' },
      /whole/,
    ],
    [
      'too much',
      { type: 'number_input', action_id: 'text', is_decimal_allowed: false, max_value: '9' },
      { value: '10' },
      /at most 9/,
    ],
    ['no address', { type: 'email_text_input', action_id: 'text' }, { value: 'fiona' }, /e?mail/],
  ])('%s is shown beside the field and not sent', async (_name, element, value, words) => {
    const viewId = await open([input('field', element)])
    simulator.fill({ userId, viewId, values: { field: { text: { ...value } } } })
    expect(await simulator.submit({ userId, viewId })).toMatchObject({ ok: false })
    expect(errors()?.field).toMatch(words)
    expect(submitted).toEqual([])
  })

  test('filling the field takes its error away', async () => {
    const viewId = await open([input('field', text())])
    await simulator.submit({ userId, viewId })
    simulator.fill({ userId, viewId, values: { field: { text: { value: 'x' } } } })
    expect(errors()).toEqual({})
    expect(await simulator.submit({ userId, viewId })).toEqual({ ok: true })
  })
})

describe('what nobody could do', () => {
  test('pressing or filling what is not there', async () => {
    const viewId = await open([input('name', text())])
    const target = { viewId }
    await expect(simulator.press({ userId, target, actionId: 'absent' })).rejects.toThrow('no /absent here')
    expect(() => simulator.fill({ userId, viewId, values: { nope: { text: { value: 'x' } } } })).toThrow(
      'nope/text',
    )
    expect(() =>
      simulator.fill({ userId, viewId, values: { name: { text: { selected_date: 'x' } } } }),
    ).toThrow('takes value')
    await expect(simulator.press({ userId, target: { home: true }, actionId: 'x' })).rejects.toThrow(
      'no Home tab',
    )
  })

  test('using a view that is not on top', async () => {
    const below = await open([{ type: 'divider' }])
    await client.views.push({ trigger_id: await freshTrigger(), view: modal([{ type: 'divider' }]) })
    await expect(simulator.submit({ userId, viewId: below })).rejects.toThrow('not the one')
  })

  test('choosing an option that is not offered', async () => {
    const radio = { type: 'radio_buttons', action_id: 'r', options: [option('a')] }
    const viewId = await open([input('one', radio)])
    const values = { one: { r: { selected_option: { value: 'z' } } } }
    expect(() => simulator.fill({ userId, viewId, values })).toThrow('no option "z"')
  })

  test('pressing in a channel or message that the person does not see', async () => {
    const blocks: KnownBlock[] = [
      { type: 'actions', elements: [{ type: 'button', action_id: 'go', text: plain('Go') }] },
    ]
    const stranger = simulator.addPerson({ name: 'hana', realName: 'Hana', timeZone: 'UTC' }).id
    const { ts = '' } = await client.chat.postMessage({ channel: channelId, text: 'x', blocks })
    const target = { channelId, ts }
    await expect(simulator.press({ userId: stranger, target, actionId: 'go' })).rejects.toThrow('is not in')
    const only = await client.chat.postEphemeral({ channel: channelId, user: userId, text: 'x', blocks })
    await simulator.joinChannel(channelId, stranger)
    const hidden = { channelId, ts: only.message_ts ?? '' }
    await expect(simulator.press({ userId: stranger, target: hidden, actionId: 'go' })).rejects.toThrow(
      'sees no',
    )
  })
})

test('an ephemeral message is not sent back with the press', async () => {
  const blocks: KnownBlock[] = [
    { type: 'actions', elements: [{ type: 'button', action_id: 'go', text: plain('Go') }] },
  ]
  const sent = await client.chat.postEphemeral({ channel: channelId, user: userId, text: 'x', blocks })
  await simulator.press({ userId, target: { channelId, ts: sent.message_ts ?? '' }, actionId: 'go' })
  expect(pressed[0]).toMatchObject({ container: { is_ephemeral: true, message_ts: sent.message_ts } })
  expect(pressed[0]).not.toHaveProperty('message')
})
