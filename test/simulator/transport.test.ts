import type { App } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Simulator } from '#simulator/contract.ts'
import { addCircle, type BoltApp, startBoltApp, startWorkspace } from '../support/simulator.ts'

const modal: ModalView = {
  type: 'modal',
  callback_id: 'setup',
  title: { type: 'plain_text', text: 'Set up' },
  submit: { type: 'plain_text', text: 'Save' },
  notify_on_close: true,
  blocks: [
    {
      type: 'input',
      block_id: 'name',
      label: { type: 'plain_text', text: 'Name' },
      element: { type: 'plain_text_input', action_id: 'text', max_length: 20 },
    },
    {
      type: 'actions',
      block_id: 'more',
      elements: [
        { type: 'button', action_id: 'hint', text: { type: 'plain_text', text: 'Hint' }, value: 'h' },
      ],
    },
  ],
}
const buttonMessage = {
  text: 'Press',
  blocks: [
    {
      type: 'actions' as const,
      block_id: 'row',
      elements: [
        {
          type: 'button' as const,
          action_id: 'go',
          text: { type: 'plain_text' as const, text: 'Go' },
          value: 'v1',
        },
      ],
    },
  ],
}

describe.each(['socket', 'http'] as const)('over %s', (kind) => {
  let simulator: Simulator
  let running: BoltApp
  let people: ReturnType<typeof addCircle>
  const heard: { what: string; payload: Record<string, unknown> }[] = []
  const hear = (what: string, payload: object) => void heard.push({ what, payload: { ...payload } })

  function listen(app: App): void {
    app.command('/group', async ({ command, ack, client, respond }) => {
      hear('command', command)
      if (command.text === 'direct') return ack('Directly')
      await ack()
      if (command.text === 'respond') return void (await respond('Later'))
      await client.views.open({ trigger_id: command.trigger_id, view: modal })
    })
    app.action('go', async ({ ack, body, respond }) => {
      await ack()
      hear('action', body)
      await respond({ replace_original: true, text: 'Pressed' })
    })
    app.action('hint', async ({ ack, body }) => {
      await ack()
      hear('hint', body)
    })
    app.view('setup', async ({ ack, body, view }) => {
      hear('submission', body)
      if (view.state.values.name?.text?.value === 'bad') {
        return ack({ response_action: 'errors', errors: { name: 'Not this one' } })
      }
      await ack()
    })
    app.view({ callback_id: 'setup', type: 'view_closed' }, async ({ ack, body }) => {
      await ack()
      hear('closed', body)
    })
    for (const type of [
      'reaction_added',
      'reaction_removed',
      'member_joined_channel',
      'app_home_opened',
    ] as const) {
      app.event(type, async ({ event, client }) => {
        hear(type, event)
        if (event.type !== 'app_home_opened') return
        await client.views.publish({
          user_id: event.user,
          view: { type: 'home', blocks: [{ type: 'divider' }] },
        })
      })
    }
  }

  beforeEach(async () => {
    heard.length = 0
    simulator = await startWorkspace({ transport: { kind } as never })
    people = addCircle(simulator)
    running = await startBoltApp(simulator, kind, listen)
  })
  afterEach(async () => {
    await running.stop()
    await simulator.stop()
  })
  const command = (text: string) =>
    simulator.command({ userId: people.fiona.id, channelId: people.circle.id, command: '/group', text })
  const seen = (userId: string) => simulator.messages(people.circle.id, userId).map((message) => message.text)

  test('a command reaches the app with the names Slack gives', async () => {
    expect(await command('direct')).toEqual({ ok: true })
    expect(heard[0]?.payload).toMatchObject({
      command: '/group',
      text: 'direct',
      channel_name: 'privategroup',
      user_id: people.fiona.id,
      user_name: 'fiona',
    })
  })

  test('a direct answer and a later one are seen by the person alone', async () => {
    await command('direct')
    await command('respond')
    await vi.waitFor(() => expect(seen(people.fiona.id)).toEqual(['Directly', 'Later']))
    expect(seen(people.gustav.id)).toEqual([])
  })

  test('a form is opened, filled, refused and accepted', async () => {
    await command('open')
    const opened = await vi.waitUntil(() => simulator.openView(people.fiona.id))
    const given = { userId: people.fiona.id, viewId: opened.id }
    expect(await simulator.submit(given)).toMatchObject({ ok: false })
    expect(simulator.openView(people.fiona.id)?.errors).toEqual({
      name: 'Please complete this required field.',
    })
    expect(heard.map(({ what }) => what)).toEqual(['command'])
    simulator.fill({ ...given, values: { name: { text: { value: 'bad' } } } })
    expect(await simulator.submit(given)).toEqual({ ok: true })
    expect(simulator.openView(people.fiona.id)?.errors).toEqual({ name: 'Not this one' })
    simulator.fill({ ...given, values: { name: { text: { value: 'Circle' } } } })
    expect(await simulator.submit(given)).toEqual({ ok: true })
    expect(simulator.openView(people.fiona.id)).toBeUndefined()
    expect(heard.at(-1)?.payload).toMatchObject({
      view: { state: { values: { name: { text: { type: 'plain_text_input', value: 'Circle' } } } } },
    })
  })

  test('a button in a form and closing the form reach the app', async () => {
    await command('open')
    const opened = await vi.waitUntil(() => simulator.openView(people.fiona.id))
    const userId = people.fiona.id
    expect(await simulator.press({ userId, target: { viewId: opened.id }, actionId: 'hint' })).toEqual({
      ok: true,
    })
    expect(await simulator.closeView({ userId, viewId: opened.id })).toEqual({ ok: true })
    await vi.waitFor(() => expect(heard.map(({ what }) => what)).toEqual(['command', 'hint', 'closed']))
    expect(heard[1]?.payload).toMatchObject({
      type: 'block_actions',
      container: { type: 'view', view_id: opened.id },
      actions: [{ action_id: 'hint', block_id: 'more', type: 'button', value: 'h' }],
    })
  })

  test('a pressed message can be replaced through its response URL', async () => {
    const { ts = '' } = await running.app.client.chat.postMessage({
      channel: people.circle.id,
      ...buttonMessage,
    })
    const target = { channelId: people.circle.id, ts }
    const pressed = await simulator.press({ userId: people.gustav.id, target, actionId: 'go' })
    expect(pressed).toEqual({ ok: true })
    await vi.waitFor(() => expect(seen(people.fiona.id)).toEqual(['Pressed']))
    expect(heard[0]?.payload).toMatchObject({
      message: { ts, text: 'Press' },
      channel: { name: 'privategroup' },
    })
  })

  test('reactions of people are told, and the bot hears nothing of its own', async () => {
    const channel = people.circle.id
    const { ts = '' } = await running.app.client.chat.postMessage({ channel, text: 'Dates' })
    await running.app.client.reactions.add({ channel, timestamp: ts, name: 'one' })
    const given = { userId: people.gustav.id, channelId: channel, ts, name: ':thumbsup:' }
    expect(await simulator.react(given)).toEqual({ ok: true })
    expect(await simulator.react(given)).toEqual({ ok: false, failed: 'already_reacted' })
    expect(await simulator.unreact(given)).toEqual({ ok: true })
    await vi.waitFor(() => expect(heard).toHaveLength(2))
    expect(heard.map(({ what, payload }) => [what, payload.user, payload.reaction])).toEqual([
      ['reaction_added', people.gustav.id, '+1'],
      ['reaction_removed', people.gustav.id, '+1'],
    ])
  })

  test('opening the Home tab lets the app publish it', async () => {
    await simulator.openHome(people.fiona.id)
    await vi.waitFor(() =>
      expect(simulator.home(people.fiona.id)?.blocks).toMatchObject([{ type: 'divider' }]),
    )
    expect(simulator.home(people.gustav.id)).toBeUndefined()
  })

  test('the app hears who enters its channels', async () => {
    const hana = simulator.addPerson({ name: 'hana', realName: 'Hana', timeZone: 'Asia/Tokyo' })
    await simulator.joinChannel(people.circle.id, hana.id, people.fiona.id)
    await vi.waitFor(() => expect(heard).toHaveLength(1))
    expect(heard[0]?.payload).toMatchObject({ user: hana.id, inviter: people.fiona.id, channel_type: 'G' })
  })
})
