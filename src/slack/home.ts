import * as z from 'zod'
import { wantPresenceAt } from '#usecases/presence.ts'
import { groupsAwayFrom, statusEverywhere } from '#usecases/status.ts'
import { eventHandler } from './event-handler.ts'
import { slackId } from './interaction.ts'
import { homeView } from './views/status.ts'

const opening = z.object({ user: slackId, tab: z.literal('home') })

/**
 * Somebody opens the Home tab: it is shown afresh, with what this person may see. Whoever counts as away has perhaps
 * just come back, so Slack is asked.
 */
export const onHomeOpened = eventHandler(opening, async (shell, { user }, { teamId }) => {
  const person = { teamId, slackUserId: user }
  const away = await groupsAwayFrom(shell.context(), person)
  for (const group of away) await wantPresenceAt(shell.context(), group)
  return async () => {
    const view = homeView(await statusEverywhere(shell.context(), person), away)
    await shell.client.views.publish({ user_id: user, view })
  }
})
