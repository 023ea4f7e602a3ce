import { tooQuickText } from '#text/help.ts'
import type { Acknowledge } from './broken.ts'
import { errorName } from './log.ts'
import { isSubmission } from './payload.ts'
import { tell } from './reply.ts'
import type { Shell } from './shell.ts'
import { noticeView } from './views/notice.ts'

/**
 * Answers what was not done because too much of this person's waits already: in the acknowledgement, where that is still
 * to come and can show something. Otherwise that takes a call to Slack, and it is made for the first alone: a flood would
 * have one made for each of its requests.
 */
export async function answerTooQuick(
  shell: Shell,
  body: Record<string, unknown>,
  acknowledge: Acknowledge,
  isFirst: boolean,
): Promise<void> {
  const shown = shownAtOnce(body)
  const isShown = (await acknowledge(shown)) && shown
  if (isShown || !isFirst) return
  await tell(shell, body, tooQuickText()).catch((error) =>
    shell.log.warn(errorName(error), 'somebody could not be told that it is too much'),
  )
}

/** What Slack shows as its answer itself. */
function shownAtOnce(body: Record<string, unknown>): object | undefined {
  const words = tooQuickText()
  if (isSubmission(body)) return { response_action: 'update', view: noticeView(words) }
  return body.command === undefined ? undefined : { response_type: 'ephemeral', text: words }
}
