import * as z from 'zod'
import { languageNow, speaking } from '#text/language.ts'
import { groupsAwayFrom, homeToShow, mayStay, openHome, type Showing } from '#usecases/home.ts'
import { wantPresenceAt } from '#usecases/presence.ts'
import { showHomeLater } from '#usecases/refresh-home.ts'
import { eventHandler } from './event-handler.ts'
import { slackId } from './interaction.ts'
import { errorName } from './log.ts'
import type { Shell } from './shell.ts'
import { isTokenRefused, TokenRefused, verdictOf } from './slack-answer.ts'
import { homeView } from './views/home.ts'

const opening = z.object({ user: slackId, tab: z.literal('home') })

/**
 * Somebody opens the Home tab: it is shown afresh, with what this person may see. Whoever counts as away has perhaps
 * just come back, so Slack is asked.
 */
export const onHomeOpened = eventHandler(opening, async (shell, { user }, { teamId }) => {
  const person = { teamId, slackUserId: user }
  await openHome(shell.context(), person)
  const away = await groupsAwayFrom(shell.context(), person)
  for (const group of away) await wantPresenceAt(shell.context(), group)
  return () => showHome(shell, user)
})

/** Until when no Home tab is shown in a workspace, lest those there keep all others waiting. */
const restsUntil = new WeakMap<Shell, number>()

/** Whose Home tab is being made in a workspace, and whose is to be made once more after that. */
const underWay = new WeakMap<Shell, Map<string, { now: Promise<void>; next?: Promise<void> }>>()

/**
 * Shows somebody's Home tab as it is now. However often they open it, one is made at a time, and one more for all who asked
 * meanwhile.
 */
export function showHome(shell: Shell, slackUserId: string): Promise<void> {
  const showings = underWay.get(shell) ?? new Map()
  underWay.set(shell, showings)
  const before = showings.get(slackUserId)
  if (before) {
    before.next ??= before.now.catch(() => {}).then(() => showHome(shell, slackUserId))
    return before.next
  }
  const now = show(shell, slackUserId).finally(() => showings.delete(slackUserId))
  showings.set(slackUserId, { now })
  return now
}

/** How often one is made again at once because somebody else has shown it meanwhile: there may be several bots. */
const ROUNDS = 5

/**
 * Slack is never sent the same once more, because by then something else may be true: what did not reach it is made anew,
 * after a rest.
 */
async function show(shell: Shell, slackUserId: string): Promise<void> {
  const person = { teamId: shell.teamId, slackUserId }
  for (let round = 0; round < ROUNDS; round += 1) {
    const restMs = (restsUntil.get(shell) ?? 0) - performance.now()
    if (restMs > 0) return showHomeLater(shell.context(), person, Math.ceil(restMs / 1000))
    const home = await homeToShow(shell.context(), person)
    const restSeconds = await publish(shell, slackUserId, home)
    if (restSeconds > 0) restsUntil.set(shell, performance.now() + restSeconds * 1000)
    else if (await mayStay(shell.context(), person, home)) return
  }
  await showHomeLater(shell.context(), person, 1)
}

/** The same for somebody who has just been forgotten: once, whatever Slack says to it, since nothing may keep who it was. */
export async function showHomeOnce(shell: Shell, slackUserId: string): Promise<void> {
  const home = await homeToShow(shell.context(), { teamId: shell.teamId, slackUserId })
  await publish(shell, slackUserId, home)
}

/** How long to wait where Slack does not say whether it took one. */
const UNCLEAR_SECONDS = 5

/** Publishes what is to be shown and answers for how many seconds Slack is then left in peace. What it refuses for certain is given up. */
async function publish(shell: Shell, userId: string, home: Showing): Promise<number> {
  const view = speaking(home.language ?? languageNow(), () => homeView(home, shell.calendarUrl))
  try {
    await shell.poster.views.publish({ user_id: userId, view })
    return 0
  } catch (error) {
    if (isTokenRefused(error)) throw new TokenRefused()
    const verdict = verdictOf(error)
    if (verdict.kind === 'refused') return 0
    if (verdict.kind === 'retry') return verdict.afterSeconds
    shell.log.warn(errorName(error), 'a Home tab is shown once more: Slack does not say whether it took it')
    return UNCLEAR_SECONDS
  }
}
