/** Who may send which form, and what is in it. */
import { ASKED, CONVENORS, type Persona, ROSTER } from './access-persona.ts'
import type { GroupIds } from './access-stage.ts'

/** What a form carries, and what it holds. */
export type Form = {
  metadata: string
  blocks?: readonly unknown[]
  values?: Record<string, Record<string, unknown>>
}

export const input = {
  sessions: 3,
  from: '2027-05-01',
  until: '2027-07-31',
  closesOn: '2027-04-20',
  closesTime: '20:00',
}

export const dates = {
  ...typed('sessions', '3'),
  ...field('from', { selected_date: input.from }),
  ...field('until', { selected_date: input.until }),
}

export const answerForm = ({ pollId, dateId }: GroupIds) => ({
  metadata: JSON.stringify({ pollId, version: 1 }),
  blocks: [
    { type: 'input', block_id: `${dateId}:1`, element: { type: 'radio_buttons', action_id: 'answer' } },
  ],
  values: { [`${dateId}:1`]: { answer: { selected_option: { value: 'cannot' } } } },
})

const channel = ({ channelId }: GroupIds) => ({ metadata: channelId })
const recording = (of: string, slackUserId: string) => JSON.stringify({ slackUserId, of, shown: '' })

export type FormRule = { who: readonly Persona[]; form: (ids: GroupIds) => Form }

/** By the form that is listened to. */
export const FORM_RULES: Record<string, FormRule> = {
  /** A member hears that there is a group already. */
  setup: { who: ROSTER, form: (ids) => ({ ...channel(ids), values: settings() }) },
  ownReminders: {
    who: ROSTER,
    form: ({ groupId }) => ({
      metadata: groupId,
      values: field('reminders', { selected_options: [{ value: 'P1D' }] }),
    }),
  },
  settings: { who: CONVENORS, form: (ids) => ({ ...channel(ids), values: settings() }) },
  schedule: {
    who: CONVENORS,
    form: (ids) => ({
      ...channel(ids),
      values: {
        ...dates,
        ...field('closesOn', { selected_date: input.closesOn }),
        ...field('closesTime', { selected_time: input.closesTime }),
      },
    }),
  },
  preview: {
    who: CONVENORS,
    form: ({ channelId }) => ({ metadata: JSON.stringify({ channelId, ...input }) }),
  },
  answers: { who: ROSTER, form: answerForm },
  severalApologies: { who: ROSTER, form: ({ groupId }) => ({ metadata: groupId }) },
  record: {
    who: CONVENORS,
    form: ({ groupId, memberUserId }) => ({
      metadata: groupId,
      values: { ...field('who', { selected_user: memberUserId }), ...chosen('what', 'choice') },
    }),
  },
  recordAnswers: {
    who: CONVENORS,
    form: (ids) => ({ ...answerForm(ids), metadata: recording(ids.pollId, ids.memberUserId) }),
  },
  recordApologies: {
    who: CONVENORS,
    form: ({ groupId, sessionId, memberUserId }) => ({
      metadata: recording(groupId, memberUserId),
      blocks: [sessionBlock(sessionId)],
      values: field('sessions', { selected_options: [{ value: sessionId }] }),
    }),
  },
  recordChoice: {
    who: CONVENORS,
    form: ({ busStopId, memberUserId }) => ({
      metadata: recording(busStopId, memberUserId),
      values: chosen('choice', 'gettingOff'),
    }),
  },
  survey: {
    who: ASKED,
    form: ({ surveyId }) => ({ metadata: surveyId, values: chosen('score', '7') }),
  },
  invite: { who: CONVENORS, form: ({ groupId }) => ({ metadata: groupId }) },
  join: {
    who: ['interested'],
    form: ({ invitationId }) => ({
      metadata: invitationId,
      values: field('agree', { selected_options: [{ value: 'yes' }] }),
    }),
  },
  place: {
    who: CONVENORS,
    form: ({ groupId, sessionId }) => ({
      metadata: groupId,
      values: { ...chosen('which', `session ${sessionId}`), ...typed('place', 'Elsewhere') },
    }),
  },
  convenors: {
    who: CONVENORS,
    form: ({ groupId, memberUserId }) => ({
      metadata: groupId,
      values: field('convenors', { selected_users: [memberUserId] }),
    }),
  },
}

function sessionBlock(sessionId: string) {
  const options = [{ value: sessionId }]
  return {
    type: 'input',
    block_id: 'sessions',
    element: { type: 'checkboxes', action_id: 'sessions', options },
  }
}

function settings() {
  return { ...typed('name', 'Taken over'), ...chosen('timeZone', 'Europe/London'), ...typed('minimum', '2') }
}

function field(name: string, state: Record<string, unknown>) {
  return { [name]: { [name]: state } }
}

function typed(name: string, value: string) {
  return field(name, { value })
}

function chosen(name: string, value: string) {
  return field(name, { selected_option: { value } })
}
