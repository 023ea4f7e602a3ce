/** Who may do what: one rule for every command, button and event that the bot listens to. */
import { runCountBlock } from '#slack/views/parts.ts'
import { runsLeft } from '#text/poll.ts'
import { answerForm, dates, type Form, input } from './access-form.ts'
import { ASKED, CONVENORS, EVERYBODY, KNOWING, type Persona, ROSTER } from './access-persona.ts'
import type { GroupIds } from './access-stage.ts'

/** Of whom something is kept, wherever they are. */
const KEPT: readonly Persona[] = [...ROSTER, ...KNOWING, 'away', 'otherConvenor']

type Commands = Record<string, readonly Persona[]>

/** Typed in the group's channel. */
export const COMMAND_RULES: Commands = {
  help: EVERYBODY,
  status: ROSTER,
  answers: ROSTER,
  apologies: ROSTER,
  calendar: ROSTER,
  busstop: ROSTER,
  convenors: ROSTER,
  /** A convenor sees the list; whoever knows the group but is not on its roster their own part. */
  interest: ['convenor', 'former', 'interested'],
  /** In any channel: the other convenor may leave their own group. */
  leave: ['convenor', 'member', 'away', 'otherConvenor'],
  survey: ASKED,
  /** Of whomever nothing is kept, hears that. */
  mydata: KEPT,
  /** The same; the only convenor of a group hears that they have to hand over first. */
  forgetme: KEPT,
  /** That there is one already. */
  setup: ROSTER,
  audit: CONVENORS,
  schedule: CONVENORS,
  close: CONVENORS,
  fix: CONVENORS,
  replan: CONVENORS,
  place: CONVENORS,
  remind: CONVENORS,
  record: CONVENORS,
  settings: CONVENORS,
}

/** What is pressed, and where: in a message, or in a form with what that carries. */
export type PressRule = {
  who: readonly Persona[]
  /** The action as pressed, where the listener takes several. */
  actionId?: string
  value?: (ids: GroupIds) => string
  /** It shows nothing when it is done. */
  isSilent?: boolean
  /** What is said in place of a refusal, and tells nothing. */
  refusal?: string
  /** The rest of the action. */
  chosen?: (ids: GroupIds) => Record<string, unknown>
  view?: (ids: GroupIds) => Form & { callbackId?: string }
}

const group = ({ groupId }: GroupIds) => groupId
const session = ({ sessionId }: GroupIds) => sessionId
const busStop = ({ busStopId }: GroupIds) => busStopId
/** By the action that is listened to. */
export const PRESS_RULES: Record<string, PressRule> = {
  answerOnForm: { who: ROSTER, value: group },
  answer: {
    who: ROSTER,
    isSilent: true,
    chosen: ({ dateId }) => ({ block_id: `${dateId}:1`, selected_option: { value: 'cannot' } }),
    view: answerForm,
  },
  '/^all(Can|IfNeedBe|Cannot)$/': {
    who: ROSTER,
    actionId: 'allCan',
    value: () => 'can',
    view: answerForm,
  },
  '/^(sessionsPerRun|gapMinDays|gapPreferredDays|gapMaxDays|alternation|weekday\\d|sessions|from|until)$/': {
    who: CONVENORS,
    actionId: 'until',
    refusal: runsLeft(null, input),
    view: ({ channelId }) => ({
      metadata: channelId,
      callbackId: 'schedule',
      blocks: [runCountBlock('')],
      values: dates,
    }),
  },
  closePoll: { who: CONVENORS, value: group },
  closePollAsAsked: { who: CONVENORS, value: group },
  cannotSayYet: { who: EVERYBODY, value: group },
  doNotRemind: { who: ROSTER, value: group },
  remindAgain: { who: ROSTER, value: group },
  '/^loosen-\\d+$/': {
    who: CONVENORS,
    actionId: 'loosen-0',
    value: ({ decidedPollId }) => `${decidedPollId} [{"rule":"minimum","to":1}]`,
  },
  fix: { who: CONVENORS, value: ({ decidedPollId }) => `${decidedPollId} 0,3,6` },
  leaveAsItIs: { who: CONVENORS, value: session },
  skipSession: { who: CONVENORS, value: session },
  takeBack: { who: CONVENORS, value: session },
  calendarFile: { who: ROSTER, value: ({ runId }) => runId },
  datesPicture: { who: CONVENORS, value: group },
  runPicture: { who: ROSTER, value: ({ runId }) => runId },
  makeFeed: { who: ROSTER, value: group },
  stopFeed: { who: ROSTER, value: group },
  changeDates: { who: CONVENORS, value: group },
  place: { who: CONVENORS, value: group },
  dateFalls: { who: CONVENORS, value: session },
  moveSession: { who: CONVENORS, value: ({ sessionId, starts }) => `${sessionId} ${starts}` },
  planAnew: { who: CONVENORS, value: ({ sessionId, starts }) => `${sessionId} ${starts}` },
  doWithout: { who: CONVENORS, value: ({ pollId }) => pollId },
  apologies: { who: ROSTER, value: group },
  apologise: { who: ROSTER, value: session },
  comeAfterAll: { who: ROSTER, value: session },
  severalApologies: { who: ROSTER, value: group, view: () => ({ metadata: '' }) },
  'choose-staying': { who: ROSTER, value: busStop },
  'choose-gettingOff': { who: ROSTER, value: busStop },
  'choose-undecided': { who: ROSTER, value: busStop },
  toldGroup: { who: ROSTER, value: busStop },
  willTell: { who: EVERYBODY, value: busStop },
  closeBusStop: { who: CONVENORS, value: ({ busStopId }) => `${busStopId} 1` },
  surveyTrend: { who: CONVENORS, value: group },
  answerSurvey: { who: ASKED, value: ({ surveyId }) => surveyId },
  returnToInterest: { who: KNOWING, value: group },
  endInterest: { who: KNOWING, value: group },
  invite: { who: CONVENORS, value: group },
  acceptInvitation: { who: ['interested'], value: ({ invitationId }) => invitationId },
  declineInvitation: { who: ['interested'], value: ({ invitationId }) => invitationId },
  leaveGroup: { who: ['convenor', 'member', 'away'], value: group },
  forgetMe: { who: KEPT, value: () => 'everything' },
  agreeToJoining: { who: ROSTER, value: group },
  agreeToIntroduction: { who: ROSTER, value: group },
  whoConvenes: { who: ROSTER, value: group },
  offerToConvene: { who: ROSTER, value: group },
  supportOffer: { who: ROSTER, value: ({ memberId }) => memberId },
  planNext: { who: CONVENORS, value: group },
  settings: { who: CONVENORS, value: group },
  audit: { who: CONVENORS, value: group },
  ownReminders: { who: ROSTER, value: group },
  postParked: { who: CONVENORS, value: group },
  itIsThere: { who: CONVENORS, value: ({ deliveryId }) => deliveryId },
  postIt: { who: CONVENORS, value: ({ deliveryId }) => deliveryId },
}

/** Whether an event of a person may change something of the group; no answer is shown to anybody. */
export const EVENT_RULES: Record<
  string,
  | { who: readonly Persona[]; event: (ids: GroupIds, userId: string) => Record<string, unknown> }
  | 'home'
  | 'noPerson'
> = {
  app_home_opened: 'home',
  reaction_added: { who: ROSTER, event: tap },
  reaction_removed: { who: ROSTER, event: tap },
  // Slack tells of a channel or of the bot's own message; whoever it names decides nothing.
  app_uninstalled: 'noPerson',
  channel_shared: 'noPerson',
  channel_unshared: 'noPerson',
  member_joined_channel: 'noPerson',
  member_left_channel: 'noPerson',
  message_metadata_posted: 'noPerson',
  tokens_revoked: 'noPerson',
}

function tap({ channelId, pageTs }: GroupIds, user: string) {
  const item = { type: 'message', channel: channelId, ts: pageTs }
  return { user, reaction: 'one', item, event_ts: `${Math.floor(Date.now() / 1000)}.000100` }
}
