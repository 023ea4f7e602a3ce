import type { App } from '@slack/bolt'
import { wantPresenceAt } from '#usecases/presence.ts'
import { groupsAwayFrom, statusEverywhere } from '#usecases/status.ts'
import type { Shell } from './shell.ts'
import { homeView } from './views/status.ts'

/** Shows the Home tab afresh whenever somebody opens it, with what this person may see. */
export function registerHome(app: App, shell: Shell): void {
  app.event('app_home_opened', async ({ event, body }) => {
    if (event.tab !== 'home') return
    const person = { teamId: body.team_id, slackUserId: event.user }
    const away = await groupsAwayFrom(shell.context(), person)
    const view = homeView(await statusEverywhere(shell.context(), person), away)
    await shell.client.views.publish({ user_id: event.user, view })
    // Whoever counts as away has perhaps just come back, so Slack is asked.
    for (const group of away) await wantPresenceAt(shell.context(), group)
  })
}
