import * as z from 'zod'

/** What the database can hold: everything but the character NUL, which nobody can type. */
const text = z.string().refine((value) => !value.includes('\0'))

/** An id of Slack's: of a person, a channel, a workspace. */
export const slackId = z.string().regex(/^[\w.-]{1,64}$/)

/** An instant of Slack's: seconds and microseconds as decimal text. */
export const timestamp = z.string().regex(/^\d{1,12}\.\d{1,6}$/)

/** One field of a form, of whatever kind. */
const field = z.looseObject({
  value: text.nullish(),
  selected_option: z.looseObject({ value: text }).nullish(),
  selected_options: z.array(z.looseObject({ value: text })).optional(),
  selected_user: slackId.nullish(),
  selected_users: z.array(slackId).optional(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
})

const owned = z.looseObject({ id: slackId })

const person = {
  user: z.looseObject({ id: slackId, team_id: slackId.optional() }),
  team: owned.nullish(),
  trigger_id: z.string().optional(),
}

const address = z.url({ protocol: /^https?$/ })

const view = z.looseObject({
  id: z.string(),
  callback_id: z.string(),
  private_metadata: text,
  blocks: z.array(z.looseObject({ type: z.string() })),
  state: z.looseObject({ values: z.record(z.string(), z.record(z.string(), field)) }),
})

const command = z.looseObject({
  command: text,
  text,
  team_id: slackId,
  user_id: slackId,
  channel_id: slackId,
  channel_name: text,
  trigger_id: z.string(),
  response_url: address,
})

const press = z.looseObject({
  type: z.literal('block_actions'),
  ...person,
  channel: owned.nullish(),
  actions: z.array(z.looseObject({ action_id: z.string(), block_id: z.string() })).min(1),
  view: view.partial().extend({ id: z.string() }).optional(),
  response_url: address.optional(),
})

const submission = z.looseObject({ type: z.literal('view_submission'), ...person, view })

const interaction = z.union([press, submission, command])

/**
 * Whether a payload is a command, a press or a submitted form of this workspace in the shape that Slack documents, on
 * which Bolt and every listener rely. Bolt takes whatever has an `event` for one.
 */
export function isFromSlack(body: Record<string, unknown>, teamId: string): boolean {
  const { data } = interaction.safeParse(body)
  if (!data || body.event !== undefined) return false
  return teamId === ('command' in data ? data.team_id : (data.team?.id ?? data.user.team_id))
}

const ofTeam = z.object({
  team_id: slackId.optional(),
  team: owned.nullish(),
  user: z.object({ team_id: slackId.optional() }).optional(),
})

/** The workspace that an event, a command, a press or a form says it is of; null where it names none. */
export function teamOf(body: Record<string, unknown>): string | null {
  const { data } = ofTeam.safeParse(body)
  return data?.team_id ?? data?.team?.id ?? data?.user?.team_id ?? null
}

const acting = z.union([command.pick({ user_id: true }), press.pick({ user: true })])

/** Who typed, pressed or submitted it; only for what is from Slack. */
export function actorIdOf(body: Record<string, unknown>): string {
  const who = acting.parse(body)
  return 'user_id' in who ? String(who.user_id) : who.user.id
}
