import type { App } from '@slack/bolt'
import type { Group } from '#db/group.ts'
import type { Outcome } from '#domain/refusal.ts'
import { pngOf } from '#picture/png.ts'
import { speaking } from '#text/language.ts'
import { pictureComing, pictureMissing, pictureNotification, pictureText } from '#text/picture.ts'
import type { Actor, Context } from '#usecases/context.ts'
import { offerNow } from '#usecases/offer.ts'
import { runToPicture } from '#usecases/run-picture.ts'
import { surveyTrend } from '#usecases/survey-trend.ts'
import { actorOf } from './actor.ts'
import { errorName } from './log.ts'
import { pressedId } from './payload.ts'
import { answerPress, answerRefusal, type Press } from './reply.ts'
import type { Shell } from './shell.ts'
import { tellPrivately } from './told-privately.ts'
import { sendImage } from './upload.ts'
import { paragraph } from './views/parts.ts'
import { datesShown, type Picture, runShown, trendShown } from './views/picture.ts'

/** What somebody may see, in the language of its group; it is made when it is sent. */
type Found = Outcome<{ group: Group; picture: () => Picture }>

/** By the action of the button: what is looked for when it is pressed. It carries an id of ours. */
const PICTURES: Record<string, (context: Context, actor: Actor, id: string) => Promise<Found>> = {
  async surveyTrend(context, actor, groupId) {
    const found = await surveyTrend(context, { ...actor, groupId })
    if ('refusal' in found) return found
    const { group, results } = found.value
    return { value: { group, picture: () => trendShown(results) } }
  },

  async runPicture(context, actor, runId) {
    const found = await runToPicture(context, actor, runId)
    if ('refusal' in found) return found
    const { group, run } = found.value
    return { value: { group, picture: () => runShown(run, group, context.now) } }
  },

  async datesPicture(context, actor, groupId) {
    const found = await offerNow(context, { ...actor, groupId })
    if ('refusal' in found) return found
    return { value: { group: found.value.group, picture: () => datesShown(found.value) } }
  },
}

/** Listens to whoever would rather see than read. */
export function registerPicture(app: App, shell: Shell): void {
  for (const [actionId, find] of Object.entries(PICTURES))
    app.action(actionId, async ({ ack, body, action, respond }) => {
      await ack()
      const actor = actorOf(body)
      const press: Press = { respond, triggerId: actor.triggerId }
      const found = await find(shell.context(), actor, pressedId(action))
      if ('refusal' in found) return answerRefusal(shell, press, found.refusal)
      const { group, picture } = found.value
      await speaking(group.language, async () => {
        // Said first: what opens a window is good for three seconds, and the picture may take longer.
        await answerPress(shell, press, paragraph(pictureComing()))
        await sendPicture(shell, actor.slackUserId, picture())
      })
    })
}

/**
 * Sends it at once and not as a delivery, to whoever asked, who can ask again. What it shows is said in words before it,
 * because nobody hears of it where Slack takes a picture and then does not show it.
 */
async function sendPicture(shell: Shell, slackUserId: string, { drawing, ...image }: Picture) {
  const words = paragraph(pictureText(image.altText))
  const channel = await tellPrivately(shell, slackUserId, words, pictureNotification())
  try {
    await sendImage(shell.client, channel, { ...image, content: await pngOf(drawing) })
  } catch (error) {
    const { name, code } = errorName(error)
    shell.log.warn({ name, code }, 'picture not sent')
    await shell.poster.chat.postMessage({ channel, text: pictureMissing(code === 'missing_scope') })
  }
}
