import type { ModalView } from '@slack/types'
import type { When } from '#text/date.ts'
import { joinQuestionText, nobodyToAsk, whoToAsk } from '#text/interest.ts'
import type { Interest } from '#usecases/interest.ts'
import { noticeView } from './notice.ts'
import { actions, button, field, type Message, plainText, section } from './parts.ts'

/** The convenor ticks those whom the bot is to ask. */
export function interestView({ group, people, placesFree }: Interest): ModalView {
  const waiting = people.filter((person) => !person.isAsked)
  if (waiting.length === 0) return noticeView(nobodyToAsk())
  return {
    type: 'modal',
    callback_id: 'interest',
    private_metadata: group.id,
    title: plainText('Interest list', 24),
    submit: plainText('Ask them', 24),
    close: plainText('Cancel', 24),
    blocks: [
      section(whoToAsk(placesFree)),
      field('People', 'people', {
        type: 'checkboxes',
        action_id: 'people',
        options: waiting.slice(0, 10).map(({ slackUserId }) => ({
          text: { type: 'mrkdwn', text: `<@${slackUserId}>` },
          value: slackUserId,
        })),
      }),
    ],
  }
}

/** The private question to somebody on the interest list. */
export function joinQuestionMessage(
  groupName: string,
  runId: string,
  sessions: number,
  first: When,
): Message {
  const text = joinQuestionText(groupName, sessions, first)
  return {
    text,
    blocks: [
      section(text),
      actions(
        button('Yes, I would like to join', 'joinYes', runId),
        button('Not this time', 'joinNo', runId),
      ),
    ],
  }
}
