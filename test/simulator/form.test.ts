import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  buttonRow,
  type FormDesk,
  input,
  modal,
  option,
  startFormDesk,
  textField,
} from '../support/form-desk.ts'

let desk: FormDesk
let userId: string
let channelId: string

beforeEach(async () => {
  desk = await startFormDesk()
  userId = desk.userId
  channelId = desk.channelId
})
afterEach(() => desk.stop())

const values = () => desk.simulator.openView(userId)?.values
const errors = () => desk.simulator.openView(userId)?.errors

describe('values', () => {
  test('untouched fields are sent with their first values, or with nothing', async () => {
    const blocks = [
      input('name', textField({ initial_value: 'Circle' })),
      input('note', textField(), { optional: true }),
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
    const viewId = await desk.open(blocks)
    expect(await desk.simulator.submit({ userId, viewId })).toEqual({ ok: true })
    expect(desk.submitted[0]).toMatchObject({ view: { id: viewId, callback_id: 'form' } })
    expect(desk.submitted[0]?.view.state.values).toEqual({
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
    const viewId = await desk.open([input('name', textField()), input('place', textField())])
    const typed = { name: { text: { value: 'Mine' } }, place: { text: { value: 'Here' } } }
    desk.simulator.fill({ userId, viewId, values: typed })
    const blocks = [
      input('name', textField({ initial_value: 'New' })),
      input('place2', textField({ initial_value: 'New' })),
    ]
    await desk.client.views.update({ view_id: viewId, view: modal(blocks) })
    expect(values()).toMatchObject({ name: { text: { value: 'Mine' } }, place2: { text: { value: 'New' } } })
    expect(values()).not.toHaveProperty('place')
  })

  test('a choice that is no longer offered is forgotten', async () => {
    const select = (...names: string[]) =>
      input('one', { type: 'static_select', action_id: 's', options: names.map(option) })
    const viewId = await desk.open([select('a', 'b')])
    desk.simulator.fill({ userId, viewId, values: { one: { s: { selected_option: { value: 'b' } } } } })
    expect(values()).toMatchObject({ one: { s: { selected_option: option('b') } } })
    await desk.client.views.update({ view_id: viewId, view: modal([select('a', 'c')]) })
    expect(values()).toMatchObject({ one: { s: { selected_option: null } } })
  })

  test('an input tells the app of a choice only with dispatch_action', async () => {
    const radio = (id: string) => ({
      type: 'radio_buttons',
      action_id: id,
      options: [option('a'), option('b')],
    })
    const viewId = await desk.open([
      input('quiet', radio('q')),
      input('loud', radio('l'), { dispatch_action: true }),
    ])
    const target = { viewId }
    const chosen = { selected_option: { value: 'b' } }
    await desk.simulator.press({ userId, target, actionId: 'q', chosen })
    expect(desk.pressed).toEqual([])
    await desk.simulator.press({ userId, target, actionId: 'l', chosen })
    expect(desk.pressed).toMatchObject([
      {
        actions: [{ action_id: 'l', block_id: 'loud', selected_option: option('b') }],
        view: { state: { values: { quiet: { q: chosen }, loud: { l: chosen } } } },
      },
    ])
  })
})

describe('what Slack checks itself', () => {
  test.each<[string, object, object, RegExp]>([
    ['a missing text', textField(), { value: '' }, /required/],
    ['a short text', textField({ min_length: 3 }), { value: 'ab' }, /at least 3/],
    ['a long text', textField({ max_length: 3 }), { value: 'abcd' }, /at most 3/],
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
    const viewId = await desk.open([input('field', element)])
    desk.simulator.fill({ userId, viewId, values: { field: { text: { ...value } } } })
    expect(await desk.simulator.submit({ userId, viewId })).toMatchObject({ ok: false })
    expect(errors()?.field).toMatch(words)
    expect(desk.submitted).toEqual([])
  })

  test('filling the field takes its error away', async () => {
    const viewId = await desk.open([input('field', textField())])
    await desk.simulator.submit({ userId, viewId })
    desk.simulator.fill({ userId, viewId, values: { field: { text: { value: 'x' } } } })
    expect(errors()).toEqual({})
    expect(await desk.simulator.submit({ userId, viewId })).toEqual({ ok: true })
  })
})

describe('what nobody could do', () => {
  test('pressing or filling what is not there', async () => {
    const viewId = await desk.open([input('name', textField())])
    const target = { viewId }
    await expect(desk.simulator.press({ userId, target, actionId: 'absent' })).rejects.toThrow(
      'no /absent here',
    )
    expect(() => desk.simulator.fill({ userId, viewId, values: { nope: { text: { value: 'x' } } } })).toThrow(
      'nope/text',
    )
    expect(() =>
      desk.simulator.fill({ userId, viewId, values: { name: { text: { selected_date: 'x' } } } }),
    ).toThrow('takes value')
    await expect(desk.simulator.press({ userId, target: { home: true }, actionId: 'x' })).rejects.toThrow(
      'no Home tab',
    )
  })

  test('using a view that is not on top', async () => {
    const below = await desk.open([{ type: 'divider' }])
    await desk.client.views.push({
      trigger_id: await desk.freshTrigger(),
      view: modal([{ type: 'divider' }]),
    })
    await expect(desk.simulator.submit({ userId, viewId: below })).rejects.toThrow('not the one')
  })

  test('choosing an option that is not offered', async () => {
    const radio = { type: 'radio_buttons', action_id: 'r', options: [option('a')] }
    const viewId = await desk.open([input('one', radio)])
    const values = { one: { r: { selected_option: { value: 'z' } } } }
    expect(() => desk.simulator.fill({ userId, viewId, values })).toThrow('no option "z"')
  })

  test('pressing in a channel or message that the person does not see', async () => {
    const blocks = [buttonRow]
    const stranger = desk.simulator.addPerson({ name: 'hana', realName: 'Hana', timeZone: 'UTC' }).id
    const { ts = '' } = await desk.client.chat.postMessage({ channel: channelId, text: 'x', blocks })
    const target = { channelId, ts }
    await expect(desk.simulator.press({ userId: stranger, target, actionId: 'go' })).rejects.toThrow(
      'is not in',
    )
    const only = await desk.client.chat.postEphemeral({ channel: channelId, user: userId, text: 'x', blocks })
    await desk.simulator.joinChannel(channelId, stranger)
    const hidden = { channelId, ts: only.message_ts ?? '' }
    await expect(desk.simulator.press({ userId: stranger, target: hidden, actionId: 'go' })).rejects.toThrow(
      'sees no',
    )
  })
})

test('an ephemeral message is not sent back with the press', async () => {
  const blocks = [buttonRow]
  const sent = await desk.client.chat.postEphemeral({ channel: channelId, user: userId, text: 'x', blocks })
  await desk.simulator.press({ userId, target: { channelId, ts: sent.message_ts ?? '' }, actionId: 'go' })
  expect(desk.pressed[0]).toMatchObject({ container: { is_ephemeral: true, message_ts: sent.message_ts } })
  expect(desk.pressed[0]).not.toHaveProperty('message')
})
