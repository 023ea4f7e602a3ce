import * as z from 'zod'

/** One field of a form, of whatever kind. */
const field = z.looseObject({
  value: z.string().nullish(),
  selected_option: z.looseObject({ value: z.string() }).nullish(),
  selected_options: z.array(z.looseObject({ value: z.string() })).optional(),
  selected_user: z.string().nullish(),
  selected_users: z.array(z.string()).optional(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
})

const id = z.looseObject({ id: z.string() })

const person = {
  user: z.looseObject({ id: z.string(), team_id: z.string().optional() }),
  team: id.nullish(),
  trigger_id: z.string().optional(),
}

const view = z.looseObject({
  id: z.string(),
  callback_id: z.string(),
  private_metadata: z.string(),
  blocks: z.array(z.looseObject({ type: z.string() })),
  state: z.looseObject({ values: z.record(z.string(), z.record(z.string(), field)) }),
})

const command = z.looseObject({
  command: z.string(),
  text: z.string(),
  team_id: z.string(),
  user_id: z.string(),
  channel_id: z.string(),
  channel_name: z.string(),
  trigger_id: z.string(),
  response_url: z.string(),
})

const press = z.looseObject({
  type: z.literal('block_actions'),
  ...person,
  channel: id.nullish(),
  actions: z.array(z.looseObject({ action_id: z.string(), block_id: z.string() })).min(1),
  view: view.partial().extend({ id: z.string() }).optional(),
  response_url: z.string().optional(),
})

const submission = z.looseObject({ type: z.literal('view_submission'), ...person, view })

const interaction = z.union([command, press, submission])

/**
 * Whether a payload is a command, a press or a submitted form in the shape that Slack documents, on which Bolt and
 * every listener rely. Bolt takes whatever has an `event` for one.
 */
export function isFromSlack(body: Record<string, unknown>): boolean {
  return body.event === undefined && interaction.safeParse(body).success
}
