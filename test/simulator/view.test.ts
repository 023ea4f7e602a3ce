import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  type FormDesk,
  input,
  modal,
  outcome,
  plain,
  startFormDesk,
  textField,
} from '../support/form-desk.ts'

let desk: FormDesk
let userId: string

beforeEach(async () => {
  desk = await startFormDesk()
  userId = desk.userId
})
afterEach(async () => {
  vi.useRealTimers()
  await desk.stop()
})

describe('triggers', () => {
  const view = modal([{ type: 'divider' }])

  test('a trigger opens one view only', async () => {
    const id = await desk.freshTrigger()
    expect(await outcome(desk.client.views.open({ trigger_id: id, view }))).toBe('ok')
    expect(await outcome(desk.client.views.open({ trigger_id: id, view }))).toBe('exchanged_trigger_id')
    expect(await outcome(desk.client.views.open({ trigger_id: 'invented', view }))).toBe('invalid_trigger_id')
  })

  test('a trigger lives three seconds', async () => {
    const id = await desk.freshTrigger()
    vi.useFakeTimers({ toFake: ['Date'] })
    vi.setSystemTime(Date.now() + 3_001)
    expect(await outcome(desk.client.views.open({ trigger_id: id, view }))).toBe('expired_trigger_id')
  })

  test('a view that is refused leaves the trigger usable', async () => {
    const id = await desk.freshTrigger()
    const wrong = modal([], { title: plain('a'.repeat(25)) })
    expect(await outcome(desk.client.views.open({ trigger_id: id, view: wrong }))).toBe('invalid_arguments')
    expect(await outcome(desk.client.views.open({ trigger_id: id, view }))).toBe('ok')
  })
})

describe('the stack of views', () => {
  const next = modal([{ type: 'divider' }])

  test('three modals stand on each other, not four', async () => {
    await desk.open([{ type: 'divider' }])
    expect(await outcome(desk.client.views.push({ trigger_id: await desk.freshTrigger(), view: next }))).toBe(
      'ok',
    )
    expect(await outcome(desk.client.views.push({ trigger_id: await desk.freshTrigger(), view: next }))).toBe(
      'ok',
    )
    const fourth = desk.client.views.push({ trigger_id: await desk.freshTrigger(), view: next })
    expect(await outcome(fourth)).toBe('push_limit_reached')
  })

  test('nothing is pushed where nothing is open', async () => {
    expect(await outcome(desk.client.views.push({ trigger_id: await desk.freshTrigger(), view: next }))).toBe(
      'not_found',
    )
  })

  test('an empty answer closes the view that was sent, not one that the app has put above it', async () => {
    const below = await desk.open([{ type: 'divider' }], { callback_id: 'pushes' })
    await desk.simulator.submit({ userId, viewId: below })
    expect(desk.simulator.openView(userId)).toMatchObject({ view: { title: { text: 'Above' } } })
  })

  test('an empty answer shows the view below, clear takes all away', async () => {
    const first = await desk.open([{ type: 'divider' }])
    await desk.client.views.push({ trigger_id: await desk.freshTrigger(), view: next })
    const second = desk.simulator.openView(userId)?.id ?? ''
    await desk.simulator.submit({ userId, viewId: second })
    expect(desk.simulator.openView(userId)?.id).toBe(first)
    await desk.client.views.push({ trigger_id: await desk.freshTrigger(), view: next })
    desk.answerWith({ response_action: 'clear' })
    await desk.simulator.submit({ userId, viewId: desk.simulator.openView(userId)?.id ?? '' })
    expect(desk.simulator.openView(userId)).toBeUndefined()
  })

  test('an answer may update the view or push another', async () => {
    const viewId = await desk.open([{ type: 'divider' }])
    desk.answerWith({
      response_action: 'update',
      view: modal([{ type: 'divider' }], { title: plain('Second') }),
    })
    await desk.simulator.submit({ userId, viewId })
    expect(desk.simulator.openView(userId)).toMatchObject({ id: viewId, view: { title: { text: 'Second' } } })
    desk.answerWith({
      response_action: 'push',
      view: modal([{ type: 'divider' }], { title: plain('Third') }),
    })
    await desk.simulator.submit({ userId, viewId })
    expect(desk.simulator.openView(userId)).toMatchObject({ view: { title: { text: 'Third' } } })
    expect(desk.simulator.openView(userId)?.id).not.toBe(viewId)
  })

  test('an answer that Slack cannot obey is a failure for the person', async () => {
    const viewId = await desk.open([input('name', textField({ initial_value: 'x' }))])
    desk.answerWith({ response_action: 'errors', errors: { other: 'x' } })
    expect(await desk.simulator.submit({ userId, viewId })).toMatchObject({ ok: false })
    desk.answerWith({ response_action: 'update', view: { ...modal([]), title: plain('a'.repeat(25)) } })
    expect(await desk.simulator.submit({ userId, viewId })).toMatchObject({ ok: false })
    expect(desk.simulator.openView(userId)?.id).toBe(viewId)
  })

  test('a closed view cannot be updated', async () => {
    const viewId = await desk.open([{ type: 'divider' }])
    await desk.simulator.closeView({ userId, viewId })
    expect(await outcome(desk.client.views.update({ view_id: viewId, view: next }))).toBe('not_found')
  })

  test('an update with an old hash is refused', async () => {
    const viewId = await desk.open([{ type: 'divider' }])
    const hash = desk.simulator.openView(userId)?.hash ?? ''
    expect(await outcome(desk.client.views.update({ view_id: viewId, hash, view: next }))).toBe('ok')
    expect(await outcome(desk.client.views.update({ view_id: viewId, hash, view: next }))).toBe(
      'hash_conflict',
    )
  })

  test('a Home tab with an old hash is refused', async () => {
    const view = { type: 'home' as const, blocks: [] }
    const first = await desk.client.views.publish({ user_id: userId, view })
    const hash = first.view?.hash ?? ''
    expect(await outcome(desk.client.views.publish({ user_id: userId, view, hash }))).toBe('ok')
    expect(await outcome(desk.client.views.publish({ user_id: userId, view, hash }))).toBe('hash_conflict')
  })
})
