import type { App } from '@slack/bolt'
import { statusEverywhere } from '#usecases/status.ts'
import type { Shell } from './shell.ts'
import { homeView } from './views/status.ts'

/** Shows the Home tab afresh whenever somebody opens it, with what this person may see. */
export function registerHome(app: App, shell: Shell): void {
  app.event('app_home_opened', async ({ event, body }) => {
    if (event.tab !== 'home') return
    const person = { teamId: body.team_id, slackUserId: event.user }
    const view = homeView(await statusEverywhere(shell.context(), person))
    await shell.client.views.publish({ user_id: event.user, view })
  })
}
