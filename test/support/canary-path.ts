/** Every way into the bot, from its own tables: one that is new and has no rule, or no event, here fails. */
import { COMMANDS } from '#slack/command.ts'
import { METADATA_EVENT } from '#slack/deliver.ts'
import { EVENTS } from '#slack/event-table.ts'
import { type AccessDesk, listeners } from './access-desk.ts'
import { FORM_RULES, type Form } from './access-form.ts'
import type { Persona } from './access-persona.ts'
import { COMMAND_RULES, EVENT_RULES, PRESS_RULES } from './access-rule.ts'
import type { Stage } from './access-stage.ts'
import { canary, canaryPlace } from './canary.ts'

export type Scene = {
  stage: Stage
  desk: AccessDesk
  /** Travels with a message whose fate is unknown. */
  nonce: string
}

/** What somebody is shown who does it; with nonsense where something of ours should be. */
export type CanaryPath = { name: string; act(scene: Scene, isNonsense: boolean): Promise<string> }

const NONSENSE = `${canary('nonsense')} ${canaryPlace('nonsenseplace')}`

export function canaryPaths(): CanaryPath[] {
  const heard = listeners()
  return [
    ...COMMANDS.map(({ name }) => command(name, first(ruleOf(COMMAND_RULES, name)))),
    ...(heard.get('action') ?? []).map(press),
    ...(heard.get('view') ?? []).map(form),
    ...Object.keys(EVENTS).toSorted(endingLast).map(event),
  ]
}

/** After these no other event takes effect for a while. */
const ENDING = ['app_uninstalled', 'tokens_revoked']

function endingLast(one: string, other: string): number {
  return Number(ENDING.includes(one)) - Number(ENDING.includes(other))
}

function command(name: string, who: Persona): CanaryPath {
  // A word after this one is looked up, and where it is not found nothing is read that could be quoted.
  const isBare = name === 'interest'
  const act: CanaryPath['act'] = ({ desk }, isNonsense) =>
    desk.type(who, isBare && !isNonsense ? name : `${name} ${canary('commandtext')}`)
  return { name: `/supportgroup ${name}`, act }
}

function press(name: string): CanaryPath {
  const rule = ruleOf(PRESS_RULES, name)
  const { view } = rule
  const strange = {
    ...rule,
    value: () => NONSENSE,
    ...(view && { view: (ids: Stage['ids']) => nonsenseIn(view(ids)) }),
  }
  const act: CanaryPath['act'] = ({ desk }, isNonsense) =>
    desk.press(first(rule.who), rule.actionId ?? name, isNonsense ? strange : rule)
  return { name: `a press on ${name}`, act }
}

function form(name: string): CanaryPath {
  const rule = ruleOf(FORM_RULES, name)
  const act: CanaryPath['act'] = ({ desk, stage }, isNonsense) => {
    const filled = rule.form(stage.ids)
    return desk.send(first(rule.who), name, isNonsense ? nonsenseIn(filled) : typedInto(filled))
  }
  return { name: `the form ${name}`, act }
}

function event(name: string): CanaryPath {
  const eventOf = ruleOf(EVENT_OF, name)
  const act: CanaryPath['act'] = async (scene, isNonsense) => {
    const facts = eventOf(scene)
    await scene.desk.tell({ type: name, ...(isNonsense ? textsAs(NONSENSE, facts) : facts) }, 'convenor')
    return ''
  }
  return { name: `the event ${name}`, act }
}

type Facts = Record<string, unknown>

const here = ({ stage }: Scene) => ({ channel: stage.ids.channelId, channel_name: canary('channelname') })
const comer = (scene: Scene) => ({ ...here(scene), user: scene.stage.people.member.id })

const EVENT_OF: Record<string, (scene: Scene) => Facts> = {
  app_home_opened: ({ stage }) => ({ user: stage.people.convenor.id, tab: 'home' }),
  app_uninstalled: () => ({}),
  channel_shared: here,
  channel_unshared: here,
  member_joined_channel: (scene) => ({ ...comer(scene), inviter: scene.stage.people.convenor.id }),
  member_left_channel: comer,
  message_metadata_posted: ({ stage, nonce }) => ({
    channel_id: stage.ids.channelId,
    message_ts: '1804345200.000100',
    user_id: stage.world.simulator.botUserId,
    metadata: { event_type: METADATA_EVENT, event_payload: { nonce, words: canary('metadata') } },
  }),
  reaction_added: tap('reaction_added'),
  reaction_removed: tap('reaction_removed'),
  tokens_revoked: () => ({ tokens: { bot: ['B1'], oauth: [canary('token')] } }),
}

function tap(name: string) {
  return ({ stage }: Scene) => {
    const rule = EVENT_RULES[name]
    if (!rule || typeof rule === 'string') throw new Error(`no event ${name}`)
    return rule.event(stage.ids, stage.people.member.id)
  }
}

function ruleOf<T>(rules: Readonly<Record<string, T>>, name: string): T {
  const rule = rules[name]
  if (!rule)
    throw new Error(
      `Nobody has said here how “${name}” is used; without that nothing shows that it tells nothing.`,
    )
  return rule
}

function first(who: readonly Persona[]): Persona {
  return who.includes('convenor') ? 'convenor' : (who[0] ?? 'convenor')
}

/** What people can type holds words of theirs; the rest is chosen, as it is. */
function typedInto({ values = {}, ...rest }: Form): Form {
  const { name, place } = values
  return {
    ...rest,
    values: {
      ...values,
      ...(name && { name: { name: { value: `Tea ${canary('typed')}` } } }),
      ...(place && { place: { place: { value: `Room ${canary('typed')}` } } }),
    },
  }
}

function nonsenseIn({ blocks = [], values = {} }: Form): Form {
  return { metadata: NONSENSE, blocks, values: textsAs(canary('nonsense'), values) }
}

function textsAs<T>(words: string, value: T): T {
  return JSON.parse(JSON.stringify(value, (_, part) => (typeof part === 'string' ? words : part)))
}

const PERSON = {
  username: canary('username'),
  name: canary('username'),
  real_name: canary('realname'),
  profile: { real_name: canary('realname'), email: `${canary('email')}@example.org` },
}

/** A payload with all that Slack tells beside what the bot needs. */
export function surround(payload: Facts): Facts {
  const { user, view, event, type } = payload
  const words = { text: `${canary('messagetext')} ${canaryPlace('messageplace')}` }
  return {
    ...payload,
    ...(payload.command !== undefined && { user_name: canary('username'), team_domain: canary('domain') }),
    ...(user !== undefined && { user: { ...(user as Facts), ...PERSON } }),
    ...(type === 'block_actions' && { message: { type: 'message', ts: '1.000001', blocks: [], ...words } }),
    ...(view !== undefined && {
      view: { ...(view as Facts), title: { type: 'plain_text', text: canary('title') } },
    }),
    ...(event !== undefined && { event: { ...(event as Facts), ...words, user_profile: PERSON } }),
  }
}
