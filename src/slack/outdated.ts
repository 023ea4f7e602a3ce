import { commandUnknown, outdatedText } from '#text/help.ts'
import type { Acknowledge } from './broken.ts'
import { errorName } from './log.ts'
import { isSubmission } from './payload.ts'
import { tell } from './reply.ts'
import type { Shell } from './shell.ts'
import { noticeView } from './views/notice.ts'

/**
 * Answers a press on a button, or a form, that nothing listens to any more: it stands in a message of an earlier
 * version, or Slack was told of it by other settings of the app. Without this Slack would show a warning after three seconds.
 */
export async function answerOutdated(
  shell: Shell,
  body: Record<string, unknown>,
  acknowledge: Acknowledge,
): Promise<void> {
  const shown = shownAtOnce(body)
  const isShown = (await acknowledge(shown)) && shown
  if (isShown || body.type === 'view_closed') return
  await tell(shell, body, wordsFor(body)).catch((error) =>
    shell.log.warn(errorName(error), 'somebody could not be told that a button is outdated'),
  )
}

function wordsFor(body: Record<string, unknown>): string {
  return body.command === undefined ? outdatedText() : commandUnknown()
}

/** What Slack shows as its answer itself. */
function shownAtOnce(body: Record<string, unknown>): object | undefined {
  const text = wordsFor(body)
  if (isSubmission(body)) return { response_action: 'update', view: noticeView(text) }
  if (body.command !== undefined) return { response_type: 'ephemeral', text }
  return body.type === 'block_suggestion' ? { options: [] } : undefined
}
