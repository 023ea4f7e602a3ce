/** Does what people do with signed requests, and says what they were shown. */
import pino, { type Logger } from 'pino'
import { openDatabase } from '#db/client.ts'
import { openQueue } from '#db/queue.ts'
import { createSlackApp } from '#slack/app.ts'
import { FEATURES } from '#slack/feature.ts'
import type { Shell } from '#slack/shell.ts'
import { formBrokenText, oneMoment } from '#text/help.ts'
import { UNWATCHED, type Watch } from '#watch/watch.ts'
import type { Form } from './access-form.ts'
import type { Persona } from './access-persona.ts'
import type { PressRule } from './access-rule.ts'
import type { Stage } from './access-stage.ts'
import { startRecorder } from './recorder.ts'
import { type Answer, openSender, type Sender } from './signed-request.ts'
import { botClient } from './simulator.ts'
import { testKeys } from './test-keys.ts'
import { until } from './world.ts'

/** What Bolt is asked to listen to, by how: `action`, `view`, `command`. */
export function listeners(): Map<string, string[]> {
  const heard = new Map<string, string[]>()
  const listen = (how: string) => (constraint: string | RegExp) => {
    heard.set(how, [...(heard.get(how) ?? []), String(constraint)])
  }
  const app = new Proxy({}, { get: (_, how) => listen(String(how)) }) as Parameters<(typeof FEATURES)[0]>[0]
  for (const register of FEATURES) register(app, {} as Shell)
  return heard
}

export type AccessDesk = {
  type(who: Persona, text: string, channel?: { id: string; name: string }): Promise<string>
  press(who: Persona, actionId: string, rule: PressRule): Promise<string>
  send(who: Persona, callbackId: string, form: Form): Promise<string>
  openHome(who: Persona): Promise<string>
  tell(event: Record<string, unknown>, who: Persona): Promise<void>
  stop(): Promise<void>
}

export type DeskOptions = {
  log?: Logger
  /** What stands between the bot and Slack. */
  slack?: { url: string; apiUrl: string }
  /** Adds to each payload what Slack sends beside what the bot needs. */
  surround?: (payload: Record<string, unknown>) => Record<string, unknown>
  /** How long to wait for an answer. */
  patienceSeconds?: () => number
  watch?: Watch
}

/** For everybody on the stage; the workspace itself reaches the bot no more. */
export async function openAccessDesk(
  { world, people, ids, lobby }: Stage,
  {
    log = pino({ level: 'silent' }),
    slack: between,
    surround,
    patienceSeconds,
    watch = UNWATCHED,
  }: DeskOptions = {},
): Promise<AccessDesk> {
  const { simulator } = world
  // Nothing works in the background, so whatever changes was changed by whom it is looked for.
  await world.bot.stop()
  world.bot = { ...world.bot, stop: async () => true }
  const db = openDatabase(world.database.url, testKeys)
  const queue = await openQueue(world.database.url, () => {})
  const context = () => ({
    db,
    queue,
    now: world.clock.now(),
    zoneData: '2026b',
    settleSeconds: 150,
    watch,
  })
  const config = { ...world.config.slack, ...(between && { apiUrl: between.apiUrl }) }
  const slack = await createSlackApp(config, context, log, 'https://calendar.example')
  await slack.start()
  const { transport } = config
  const url = `http://127.0.0.1:${transport.kind === 'http' ? transport.port : 0}/slack/events`
  const sender = surrounding(openSender(url, simulator.signingSecret), surround)
  // It takes the workspace's own payloads, for the triggers and addresses in them.
  const recorder = await startRecorder()
  simulator.setTransport({ kind: 'http', requestUrl: recorder.url })
  const client = botClient(simulator)
  const teamOf = (who: Persona) => (who === 'foreign' ? 'T0ELSEWHERE' : simulator.teamId)

  /** What Slack gives to somebody's act: a trigger, and an address for the answer. */
  const chance = async (who: Persona) => {
    const userId = people[who].id
    await simulator.command({ userId, channelId: lobby, command: '/supportgroup', text: '' })
    const given = recorder.recorded.findLast(({ payload }) => payload.user_id === userId)
    const { trigger_id, response_url } = given?.payload ?? {}
    return { trigger_id: String(trigger_id), response_url: String(response_url) }
  }
  const whispers = (who: Persona) =>
    simulator.messages(lobby, people[who].id).filter(({ onlyFor }) => onlyFor === people[who].id)

  /**
   * The words that somebody is shown once the request has been sent: as a message, in a form, or as its answer; none
   * where it `isAnswered` with nothing.
   */
  const shown = async (who: Persona, send: () => Promise<Answer>, isAnswered = false): Promise<string> => {
    const { id } = people[who]
    const [before, form] = [whispers(who).length, simulator.openView(id)?.hash]
    const { status, text } = await send()
    if (status !== 200) throw new Error(`answered ${status}`)
    if (text || isAnswered) return text && inAnswer(text)
    const changed = () => whispers(who).length > before || simulator.openView(id)?.hash !== form
    await until(changed, 'an answer', patienceSeconds?.() ?? 10)
    // A window that opened before there was anything to show, or says that it did not work, is followed by more; where
    // nothing follows, it is what they are shown.
    const isWaiting = () =>
      whispers(who).length === before &&
      [oneMoment(), formBrokenText()].includes(wordsIn(simulator.openView(id)?.view.blocks))
    await until(() => !isWaiting(), 'more than to wait', patienceSeconds?.() ?? 10).catch(() => {})
    const view = simulator.openView(id)
    const words = whispers(who).length > before ? whispers(who).at(-1)?.text : wordsIn(view?.view.blocks)
    for (let open = view; open; open = simulator.openView(id))
      await simulator.closeView({ userId: id, viewId: open.id })
    return words ?? ''
  }
  const from = (who: Persona) => ({
    user: { id: people[who].id, team_id: people[who].teamId ?? simulator.teamId },
    team: { id: teamOf(who) },
  })

  return {
    async type(who, text, channel = { id: ids.channelId, name: 'privategroup' }) {
      const place = { team_id: teamOf(who), channel_id: channel.id, channel_name: channel.name }
      const given = {
        ...place,
        user_id: people[who].id,
        command: '/supportgroup',
        text,
        ...(await chance(who)),
      }
      return shown(who, () => sender.command(given))
    },
    async press(who, actionId, rule) {
      const { trigger_id, response_url } = await chance(who)
      const action = { type: 'button', action_id: actionId, block_id: 'b', value: rule.value?.(ids) }
      const form = rule.view?.(ids)
      const opened = form && (await client.views.open({ ...(await chance(who)), view: placeholder }))
      const where = opened
        ? { view: viewOf(opened.view?.id ?? '', form.callbackId ?? '', form) }
        : { channel: { id: ids.channelId }, response_url }
      const actions = [{ ...action, ...rule.chosen?.(ids) }]
      const payload = { type: 'block_actions', ...from(who), trigger_id, ...where, actions }
      return shown(who, () => sender.interactive(payload), rule.isSilent && rule.who.includes(who))
    },
    send(who, callbackId, form) {
      const payload = { type: 'view_submission', ...from(who), view: viewOf('V1', callbackId, form) }
      return shown(who, () => sender.interactive(payload), true)
    },
    async openHome(who) {
      const { id } = people[who]
      const calls = () => simulator.calls().filter(({ method }) => method === 'views.publish').length
      const before = calls()
      await post(sender, teamOf(who), { type: 'app_home_opened', user: id, tab: 'home' })
      if (who !== 'foreign') await until(() => calls() > before, 'the Home tab')
      return wordsIn(simulator.home(id)?.blocks)
    },
    tell: (event, who) => post(sender, teamOf(who), event),
    async stop() {
      sender.stop()
      simulator.setTransport({ kind: 'http', requestUrl: url })
      await recorder.stop()
      await slack.stop()
      await queue.boss.stop({ graceful: false })
      await db.$disconnect()
    },
  }
}

function surrounding(sender: Sender, surround: DeskOptions['surround'] = (payload) => payload): Sender {
  const around = (payload: unknown) => surround(payload as Record<string, unknown>)
  return {
    ...sender,
    json: (body) => sender.json(around(body)),
    interactive: (payload) => sender.interactive(around(payload)),
    command: (fields) => sender.command(around(fields) as Record<string, string>),
  }
}

let events = 0

async function post(sender: Sender, team_id: string, event: Record<string, unknown>): Promise<void> {
  events += 1
  const { status } = await sender.json({ type: 'event_callback', team_id, event_id: `Ev${events}`, event })
  if (status !== 200) throw new Error(`answered ${status}`)
}

const placeholder = {
  type: 'modal' as const,
  title: { type: 'plain_text' as const, text: 'Form' },
  blocks: [{ type: 'divider' as const }],
}

function viewOf(id: string, callback_id: string, { metadata, blocks = [], values = {} }: Form) {
  const label = (text: string) => ({ type: 'plain_text', text })
  const words = { title: label('Form'), submit: label('Send'), close: label('Close') }
  return { id, type: 'modal', callback_id, private_metadata: metadata, ...words, blocks, state: { values } }
}

function inAnswer(text: string): string {
  const { view, errors, text: words } = JSON.parse(text)
  return words ?? (errors ? JSON.stringify(errors) : wordsIn(view?.blocks))
}

/** Everything that can be read in blocks. */
export function wordsIn(blocks: unknown): string {
  const words: string[] = []
  JSON.stringify(blocks ?? [], (name, value) => {
    if (name === 'text' && typeof value === 'string') words.push(value)
    return value
  })
  return words.join('\n')
}
