/** A small app that uses every part of Slack that the page shows. It organises who brings the tea. */
import type { App } from '@slack/bolt'
import type { KnownBlock, View } from '@slack/types'

export type TeaApp = {
  listen(app: App): void
  /** What the app has been told, oldest first. */
  told: { what: string; values: Record<string, Record<string, Record<string, unknown>>> }[]
}

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const option = (text: string, value = text.toLowerCase()) => ({ text: plain(text), value })
const cakes = ['Lemon', 'Poppy seed', 'None'].map((name) => option(name))

/** The app's listeners, and what they were told. It posts in `channel`. */
export function teaApp(channel: string): TeaApp {
  const told: TeaApp['told'] = []
  const note = (what: string, values: unknown = {}) => {
    told.push({ what, values: values as TeaApp['told'][number]['values'] })
  }
  const listen = (app: App) => {
    app.command('/tea', async ({ ack, body, client, respond }) => {
      if (body.text === 'never') return
      await ack()
      if (body.text === 'help') return void (await respond('Write `/tea round`.'))
      const view = body.text === 'all' ? everyField() : form()
      await client.views.open({ trigger_id: body.trigger_id, view })
    })
    app.view('form', async ({ ack, view, client, body }) => {
      note('form', view.state.values)
      const who = view.state.values.who?.value?.value ?? ''
      if (who.length < 3)
        return ack({ response_action: 'errors', errors: { who: 'Please write the whole name.' } })
      await ack()
      const posted = await client.chat.postMessage({
        channel,
        text: `Tea: ${who} brings it`,
        blocks: card(who),
      })
      await client.reactions.add({ channel, timestamp: posted.ts ?? '', name: 'one' })
      await client.chat.postMessage({ channel: body.user.id, text: 'Thank you for asking round.' })
    })
    app.view('every', async ({ ack, view }) => {
      note('every', view.state.values)
      await ack()
    })
    app.action('swap', async ({ ack, body, client }) => {
      await ack()
      note('swap')
      await client.chat.postEphemeral({ channel, user: body.user.id, text: 'You bring it next time.' })
    })
    app.action('cake', async ({ ack, action }) => {
      await ack()
      note('cake', { chosen: { cake: action as unknown as Record<string, unknown> } })
    })
    app.action('more', async ({ ack, body, client }) => {
      await ack()
      await client.views.push({ trigger_id: 'trigger_id' in body ? body.trigger_id : '', view: hint() })
    })
    app.action('never', async () => {})
    app.event('reaction_added', async ({ event }) => note(`reaction ${event.reaction}`))
    app.event('app_home_opened', async ({ event, client }) => {
      const blocks: KnownBlock[] = [{ type: 'header', text: plain('Tea so far') }]
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } })
    })
  }
  return { listen, told }
}

function form(): View {
  return {
    type: 'modal',
    callback_id: 'form',
    title: plain('Who brings tea?'),
    submit: plain('Ask round'),
    blocks: [
      {
        type: 'input',
        block_id: 'who',
        label: plain('Name'),
        hint: plain('One name.'),
        element: { type: 'plain_text_input', action_id: 'value' },
      },
      { type: 'actions', elements: [{ type: 'button', action_id: 'more', text: plain('What is this?') }] },
    ],
  }
}

function hint(): View {
  const text = { type: 'mrkdwn' as const, text: 'A round of *tea*.' }
  return { type: 'modal', title: plain('Tea'), close: plain('Back'), blocks: [{ type: 'section', text }] }
}

function card(who: string): KnownBlock[] {
  return [
    { type: 'section', text: { type: 'mrkdwn', text: `*${who}* brings the tea. :one: I come` } },
    {
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: 'swap',
          text: plain('Swap'),
          confirm: {
            title: plain('Swap?'),
            text: plain('You bring it.'),
            confirm: plain('Yes, swap'),
            deny: plain('No'),
          },
        },
        { type: 'static_select', action_id: 'cake', placeholder: plain('Cake'), options: cakes },
        { type: 'button', action_id: 'never', text: plain('Never answers') },
      ],
    },
  ]
}

function everyField(): View {
  const field = (label: string, element: object) => ({
    type: 'input' as const,
    block_id: label,
    label: plain(label),
    optional: true,
    element: { action_id: 'value', ...element } as never,
  })
  return {
    type: 'modal',
    callback_id: 'every',
    title: plain('Every field'),
    submit: plain('Send'),
    blocks: [
      field('Line', { type: 'plain_text_input' }),
      field('Lines', { type: 'plain_text_input', multiline: true }),
      field('Number', { type: 'number_input', is_decimal_allowed: false }),
      field('Day', { type: 'datepicker' }),
      field('Hour', { type: 'timepicker' }),
      field('Select', { type: 'static_select', options: cakes }),
      field('Radio', { type: 'radio_buttons', options: cakes }),
      field('Boxes', { type: 'checkboxes', options: cakes, initial_options: [cakes[2]] }),
      field('Several', { type: 'multi_static_select', options: cakes }),
      field('Person', { type: 'users_select' }),
      field('People', { type: 'multi_users_select' }),
      field('Place', { type: 'conversations_select' }),
    ],
  }
}
