import { tooQuickText } from '#text/help.ts'
import type { Acknowledge } from './broken.ts'
import { isSubmission } from './payload.ts'
import { noticeView } from './views/notice.ts'

/**
 * Answers what was not done because too much of this person's waits already, without a call to Slack, which would be
 * one for each. A press is left without an answer: Slack shows a warning beside the button.
 */
export async function answerTooQuick(body: Record<string, unknown>, acknowledge: Acknowledge): Promise<void> {
  const words = tooQuickText()
  if (isSubmission(body)) await acknowledge({ response_action: 'update', view: noticeView(words) })
  else if (body.command !== undefined) await acknowledge({ response_type: 'ephemeral', text: words })
}
