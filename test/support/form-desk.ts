/** A workspace with an app whose forms a test can open, answer and watch. */
import type { KnownBlock, ModalView } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import type { Simulator } from '#simulator/contract.ts'
import { addCircle, botClient, startBoltApp, startWorkspace } from './simulator.ts'

export type FormDesk = {
  simulator: Simulator
  client: WebClient
  userId: string
  channelId: string
  /** Submitted forms, as the app got them. */
  submitted: { view: { state: { values: unknown } } }[]
  /** Presses, as the app got them. */
  pressed: object[]
  /** What the app answers to submitted forms from now on. */
  answerWith: (answer: object) => void
  freshTrigger: () => Promise<string>
  /** Opens a form with these blocks and answers its id. */
  open: (blocks: KnownBlock[], more?: Partial<ModalView>) => Promise<string>
  stop: () => Promise<void>
}

export const plain = (text: string) => ({ type: 'plain_text' as const, text })
export const option = (value: string) => ({ text: plain(value), value })
export const textField = (more: object = {}) => ({ type: 'plain_text_input', action_id: 'text', ...more })
export const input = (blockId: string, element: object, more: object = {}) =>
  ({ type: 'input', block_id: blockId, label: plain(blockId), element, ...more }) as KnownBlock
export const buttonRow: KnownBlock = {
  type: 'actions',
  elements: [{ type: 'button', action_id: 'go', text: plain('Go') }],
}
export const modal = (blocks: KnownBlock[], more: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: 'form',
  title: plain('Form'),
  submit: plain('Save'),
  blocks,
  ...more,
})

/** Starts it over Socket Mode, with Fiona in the private channel. */
export async function startFormDesk(): Promise<FormDesk> {
  const simulator = await startWorkspace()
  const { fiona, circle } = addCircle(simulator)
  const client = botClient(simulator)
  const submitted: FormDesk['submitted'] = []
  const pressed: object[] = []
  let trigger = ''
  let answer: object | undefined
  const running = await startBoltApp(simulator, 'socket', (app) => {
    app.command('/group', async ({ ack, body }) => {
      trigger = body.trigger_id
      await ack()
    })
    app.view('form', async ({ ack, body }) => {
      submitted.push(body)
      await (answer === undefined ? ack() : ack(answer as never))
    })
    app.view('pushes', async ({ ack, body, client: own }) => {
      await own.views.push({
        trigger_id: 'trigger_id' in body ? body.trigger_id : '',
        view: modal([], { title: plain('Above') }),
      })
      await ack()
    })
    app.action(/.*/, async ({ ack, body }) => {
      pressed.push(body)
      await ack()
    })
  })
  const freshTrigger = async () => {
    await simulator.command({ userId: fiona.id, channelId: circle.id, command: '/group', text: '' })
    return trigger
  }
  return {
    simulator,
    client,
    userId: fiona.id,
    channelId: circle.id,
    submitted,
    pressed,
    answerWith: (next) => {
      answer = next
    },
    freshTrigger,
    async open(blocks, more = {}) {
      const { view } = await client.views.open({
        trigger_id: await freshTrigger(),
        view: modal(blocks, more),
      })
      return view?.id ?? ''
    },
    async stop() {
      await running.stop()
      await simulator.stop()
    },
  }
}

/** The error of a call that Slack refuses, or `ok`. */
export async function outcome(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'ok',
    (error: { data?: { error?: string }; message: string }) => error.data?.error ?? error.message,
  )
}
