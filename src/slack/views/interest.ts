import type { Checkboxes, ModalView } from '@slack/types'
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
      ...Array.from({ length: Math.ceil(waiting.length / PEOPLE_PER_FIELD) }, (_, part) => {
        const shown = waiting.slice(part * PEOPLE_PER_FIELD, (part + 1) * PEOPLE_PER_FIELD)
        return field(
          part === 0 ? 'People' : 'More people',
          `people${part}`,
          checkboxes(`people${part}`, shown),
          {
            isOptional: true,
          },
        )
      }),
    ],
  }
}

/** Slack allows ten checkboxes in a field. */
const PEOPLE_PER_FIELD = 10

function checkboxes(actionId: string, people: Interest['people']): Checkboxes {
  const options = people.map(({ slackUserId }) => ({
    text: { type: 'mrkdwn' as const, text: `<@${slackUserId}>` },
    value: slackUserId,
  }))
  return { type: 'checkboxes', action_id: actionId, options }
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
