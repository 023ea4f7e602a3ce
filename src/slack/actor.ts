import * as z from 'zod'
import type { Actor } from '#usecases/context.ts'

/** The parts of Slack's interaction payloads that say who did what where. Slack signed them. */
const interaction = z.looseObject({
  team: z.looseObject({ id: z.string() }).nullish(),
  user: z.looseObject({ id: z.string(), team_id: z.string().optional() }),
  channel: z.looseObject({ id: z.string() }).nullish(),
  trigger_id: z.string().optional(),
  response_url: z.string().optional(),
  view: z.looseObject({ id: z.string(), type: z.string() }).optional(),
})

/** The window in which a button was pressed; undefined in a message or on the Home tab. */
export function windowOf(body: unknown): string | undefined {
  const { view } = interaction.parse(body)
  return view?.type === 'modal' ? view.id : undefined
}

/** Who pressed or submitted something. The channel is empty where there is none, as in a form. */
export function actorOf(body: unknown): Actor & { triggerId: string } {
  const { team, user, channel, trigger_id } = interaction.parse(body)
  return {
    teamId: team?.id ?? user.team_id ?? '',
    slackUserId: user.id,
    channelId: channel?.id ?? '',
    triggerId: trigger_id ?? '',
  }
}
