import type { InputBlock, ModalView } from '@slack/types'
import { sessionToTick, severalIntro } from '#text/apology.ts'
import { fieldLabels } from '#text/field.ts'
import { apologiesIntro, apologyLine } from '#text/session.ts'
import type { ComingSession } from '#usecases/apology.ts'
import { noticeView } from './notice.ts'
import { actions, field, form, labelled, option, section } from './parts.ts'

/** A member's coming sessions with a button beside each, and one for several at once. */
export function apologiesView(groupId: string, coming: readonly ComingSession[]): ModalView {
  return {
    ...noticeView(''),
    callback_id: 'apologies',
    blocks: [
      section(apologiesIntro()),
      ...(coming.length > 1 ? [actions(labelled('severalApologies', groupId))] : []),
      ...coming.map(({ session, isSent, recordedBy }) =>
        section(
          apologyLine(session, isSent, recordedBy),
          isSent ? labelled('comeAfterAll', session.id) : labelled('apologise', session.id),
        ),
      ),
    ],
  }
}

/** A member's coming sessions to tick, those with apologies ticked already. */
export function severalApologiesView(groupId: string, coming: readonly ComingSession[]): ModalView {
  return form('severalApologies', groupId, [section(severalIntro()), ...apologyFields(coming)])
}

/** Slack allows ten checkboxes in a field. */
const SESSIONS_PER_FIELD = 10

/** The sessions as checkboxes, in as many fields as they need. */
export function apologyFields(coming: readonly ComingSession[]): InputBlock[] {
  const words = fieldLabels()
  return Array.from({ length: Math.ceil(coming.length / SESSIONS_PER_FIELD) }, (_, part) => {
    const shown = coming
      .slice(part * SESSIONS_PER_FIELD, (part + 1) * SESSIONS_PER_FIELD)
      .map(({ session, isSent }) => ({ isSent, option: option(sessionToTick(session), session.id) }))
    const ticked = shown.filter(({ isSent }) => isSent).map((each) => each.option)
    const id = `apologies${part}`
    return field(
      part === 0 ? words.apologies : words.laterApologies,
      id,
      {
        type: 'checkboxes',
        action_id: id,
        options: shown.map((each) => each.option),
        ...(ticked.length > 0 && { initial_options: ticked }),
      },
      { isOptional: true },
    )
  })
}
