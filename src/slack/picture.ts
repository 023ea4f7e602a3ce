import type { App } from '@slack/bolt'
import type { Group } from '#db/group.ts'
import { pngOf } from '#picture/png.ts'
import { speaking } from '#text/language.ts'
import { pictureComing, pictureMissing, pictureText } from '#text/picture.ts'
import { runToPicture } from '#usecases/run-picture.ts'
import { surveyTrend } from '#usecases/survey-trend.ts'
import { actorOf } from './actor.ts'
import { errorName } from './log.ts'
import { pressedId } from './payload.ts'
import { answerPress, answerRefusal, type Press } from './reply.ts'
import type { Shell } from './shell.ts'
import { sendImage } from './upload.ts'
import { paragraph } from './views/parts.ts'
import { type Picture, runShown, trendShown } from './views/picture.ts'

/** Listens to whoever would rather see than read. */
export function registerPicture(app: App, shell: Shell): void {
  app.action('surveyTrend', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const press: Press = { respond, triggerId: actor.triggerId }
    const found = await surveyTrend(shell.context(), { ...actor, groupId: pressedId(action) })
    if ('refusal' in found) return answerRefusal(shell, press, found.refusal)
    const { group, results } = found.value
    await answer(shell, press, actor.slackUserId, group, () => trendShown(results))
  })

  app.action('runPicture', async ({ ack, body, action, respond }) => {
    await ack()
    const actor = actorOf(body)
    const press: Press = { respond, triggerId: actor.triggerId }
    const context = shell.context()
    const found = await runToPicture(context, actor, pressedId(action))
    if ('refusal' in found) return answerRefusal(shell, press, found.refusal)
    const { group, run } = found.value
    await answer(shell, press, actor.slackUserId, group, () => runShown(run, group, context.now))
  })
}

async function answer(shell: Shell, press: Press, slackUserId: string, group: Group, made: () => Picture) {
  await speaking(group.language, async () => {
    // Said first: what opens a window is good for three seconds, and the picture may take longer.
    await answerPress(shell, press, paragraph(pictureComing()))
    await sendPicture(shell, slackUserId, made())
  })
}

/**
 * Sends it at once and not as a delivery, to whoever asked, who can ask again. What it shows is said in words before it,
 * because nobody hears of it where Slack takes a picture and then does not show it.
 */
async function sendPicture(shell: Shell, slackUserId: string, { drawing, ...image }: Picture) {
  const text = pictureText(image.altText)
  const { channel = '' } = await shell.poster.chat.postMessage({ channel: slackUserId, text })
  try {
    await sendImage(shell.client, channel, { ...image, content: await pngOf(drawing) })
  } catch (error) {
    const { name, code } = errorName(error)
    shell.log.warn({ name, code }, 'picture not sent')
    await shell.poster.chat.postMessage({ channel, text: pictureMissing(code === 'missing_scope') })
  }
}
