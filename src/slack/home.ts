import * as z from 'zod'
import { groupsAwayFrom, homeOf } from '#usecases/home.ts'
import { wantPresenceAt } from '#usecases/presence.ts'
import { homesToRefresh } from '#usecases/refresh-home.ts'
import { eventHandler } from './event-handler.ts'
import { slackId } from './interaction.ts'
import type { Shell } from './shell.ts'
import { repeatable } from './slack-answer.ts'
import { homeView } from './views/home.ts'

const opening = z.object({ user: slackId, tab: z.literal('home') })

/**
 * Somebody opens the Home tab: it is shown afresh, with what this person may see. Whoever counts as away has perhaps
 * just come back, so Slack is asked.
 */
export const onHomeOpened = eventHandler(opening, async (shell, { user }, { teamId }) => {
  const away = await groupsAwayFrom(shell.context(), { teamId, slackUserId: user })
  for (const group of away) await wantPresenceAt(shell.context(), group)
  return () => showHome(shell, user, true)
})

/** Brings the Home tabs up to date on which something of a group is shown; doing it twice does no harm. */
export async function refreshHomeTabs(shell: Shell, { groupId }: { groupId: string }): Promise<void> {
  for (const slackUserId of await homesToRefresh(shell.context(), groupId))
    await showHome(shell, slackUserId, false)
}

/** Shows somebody's Home tab as it is now. */
export async function showHome(shell: Shell, slackUserId: string, isOpened: boolean): Promise<void> {
  const person = { teamId: shell.teamId, slackUserId }
  const view = homeView(await homeOf(shell.context(), person, isOpened), shell.calendarUrl)
  await repeatable(() => shell.client.views.publish({ user_id: slackUserId, view }))
}
