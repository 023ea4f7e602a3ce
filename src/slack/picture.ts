import type { App } from '@slack/bolt'
import type { PastResult } from '#domain/survey.ts'
import { pngOf } from '#picture/png.ts'
import type { Drawing } from '#picture/svg.ts'
import { trendPicture } from '#picture/trend.ts'
import { speaking } from '#text/language.ts'
import {
  pictureComing,
  pictureMissing,
  pictureText,
  trendAltText,
  trendBelow,
  trendFigure,
  trendTitle,
} from '#text/picture.ts'
import { surveyTrend } from '#usecases/survey-trend.ts'
import { actorOf } from './actor.ts'
import { errorName } from './log.ts'
import { pressedId } from './payload.ts'
import { answerPress, answerRefusal, type Press } from './reply.ts'
import type { Shell } from './shell.ts'
import { sendImage } from './upload.ts'
import { RESULTS_AT_MOST } from './views/home-convenor.ts'
import { paragraph } from './views/parts.ts'

/** Listens to whoever would rather see than read. */
export function registerPicture(app: App, shell: Shell): void {
  app.action('surveyTrend', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const press: Press = { respond, triggerId: actor.triggerId }
    const found = await surveyTrend(shell.context(), { ...actor, groupId: pressedId(action) })
    if ('refusal' in found) return answerRefusal(shell, press, found.refusal)
    const { group, results } = found.value
    const shown = results.slice(-RESULTS_AT_MOST)
    await speaking(group.language, async () => {
      // Said first: what opens a window is good for three seconds, and the picture may take longer.
      await answerPress(shell, press, paragraph(pictureComing()))
      await sendPicture(shell, actor.slackUserId, trendOf(shown), trendAltText(shown))
    })
  })
}

function trendOf(results: readonly PastResult[]): Drawing {
  const points = results.map((each) => ({
    mean: each.mean,
    isBusStop: each.occasion === 'busStop',
    figure: trendFigure(each.mean),
    below: trendBelow(each),
  }))
  return trendPicture(trendTitle(), points)
}

/**
 * Sends it at once and not as a delivery, to whoever asked, who can ask again. Neither the file's name nor what is in it
 * names a person or the group.
 */
async function sendPicture(shell: Shell, slackUserId: string, picture: Drawing, altText: string) {
  const { channel = '' } = await shell.poster.chat.postMessage({ channel: slackUserId, text: pictureText() })
  try {
    const content = await pngOf(picture)
    await sendImage(shell.client, channel, { filename: 'results.png', title: trendTitle(), altText, content })
  } catch (error) {
    const { name, code } = errorName(error)
    shell.log.warn({ name, code }, 'picture not sent')
    await shell.poster.chat.postMessage({ channel, text: pictureMissing(code === 'missing_scope') })
  }
}
