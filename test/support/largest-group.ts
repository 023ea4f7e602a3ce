/** A group as large as the settings allow, with everything that it can have. */
import { DateTime } from 'luxon'
import type { Group } from '#db/group.ts'
import type { Poll } from '#db/poll.ts'
import type { Run } from '#db/run.ts'
import type { Session } from '#db/session.ts'
import { candidateSlots } from '#domain/calendar.ts'
import { DEFAULT_SETTINGS, NAME_AT_MOST, REMINDER_CHOICES } from '#domain/group.ts'
import type { LooserRule, PlannedRun } from '#domain/planner.ts'
import { DATES_AT_MOST, paginate } from '#domain/poll.ts'
import type { Offer } from '#usecases/offer.ts'

/** An id as long as those of the database. */
export const id = (number: number) => `018f0000-0000-7000-8000-${String(number).padStart(12, '0')}`
export const userId = (number: number) => `U${String(number).padStart(11, '0')}`
export const timeZone = 'Australia/Lord_Howe'
export const patterns: Group['patterns'] = [7, 3, 5].map((weekday, position) => ({
  id: id(position),
  position,
  name: 'Wednesday afternoon',
  weekday,
  startTime: '14:00',
  lengthMinutes: 180,
  // Longer than it was typed, as far as Slack is concerned.
  place: `${position}${'&'.repeat(199)}`,
}))
const member = (index: number) => ({
  id: id(index),
  slackUserId: userId(index),
  isMuted: false,
  reminders: [...REMINDER_CHOICES],
  hasArrived: true,
})
export const members = Array.from({ length: 100 }, (_, index) => member(index))

/** Its name would like to be markup. */
export const group: Group = {
  ...DEFAULT_SETTINGS,
  id: id(1),
  teamId: 'T00000000001',
  channelId: 'C00000000001',
  name: '<!channel> & <@U1> '.repeat(4).slice(0, NAME_AT_MOST),
  timeZone,
  sessionsPerRun: 52,
  places: 100,
  patterns,
  members,
  away: Array.from({ length: 10 }, (_, index) => member(100 + index)),
  convenorIds: Array.from({ length: 10 }, (_, index) => userId(index)),
}
export const now = DateTime.fromISO('2027-01-04T09:00Z', { zone: 'utc' })
export const slots = paginate(
  candidateSlots(patterns, { from: '2027-01-18', until: '2027-12-31' }, timeZone).slice(0, DATES_AT_MOST),
)
export const poll: Poll = {
  id: id(2),
  runId: id(3),
  groupId: group.id,
  number: 1,
  status: 'open',
  sessionsWanted: 52,
  isForRemainder: false,
  timeZone,
  openedAt: now,
  closesAt: now.plus({ days: 7 }),
  closedAt: null,
  nudgedAt: null,
  dates: slots.map((slot, index) => ({
    ...slot,
    id: id(index),
    isSecondTime: false,
    zoneData: '',
    fellAt: null,
  })),
}
export const sessions: Session[] = poll.dates.slice(0, 52).map(({ page: _, mark: __, ...slot }, index) => ({
  ...slot,
  runId: id(3),
  number: index + 1,
  status: index % 2 === 0 ? 'skipped' : 'firm',
  timeZone,
  fixedAt: now,
  undoUntil: null,
  apologiesForgotten: 0,
  place: null,
  usualPlace: patterns.find((pattern) => pattern.id === slot.patternId)?.place ?? null,
  apologyMemberIds: [id(1)],
}))
export const session = sessions[1] as Session
export const run: Run = {
  id: id(3),
  groupId: group.id,
  number: 1,
  status: 'fixed',
  sessionsWanted: 52,
  sessions,
  busStopId: id(4),
}
export const option: PlannedRun = {
  names: ['balanced', 'fullest', 'fairest'],
  dateIds: sessions.map((each) => each.id),
  attendances: 5000,
  possibleAttendances: 5200,
  fewestPerMember: 30,
  worstServedMemberIds: members.map((member) => member.id),
  attendancesByMember: members.map((member) => ({ memberId: member.id, attendances: 30 })),
  ifNeedBe: 40,
  thinnest: { dateId: id(5), attending: 90 },
  alternationBreaks: 12,
  gapDeviation: 0,
}
export const offer = {
  group,
  poll,
  patterns,
  answers: new Map(
    members.map((member) => [member.id, new Map(poll.dates.map((date) => [date.id, 'ifNeedBe' as const]))]),
  ),
  rules: {
    sessions: 52,
    gapDays: { min: 1, max: 180 },
    alternation: 'must' as const,
    patternOrder: patterns.map((pattern) => pattern.id),
    minimum: 100,
    neededMemberIds: [],
    leftOutDateIds: [],
    fixedDateIds: [],
    firmDateIds: [],
    giveUp: 2,
  },
  loosenings: [],
  plan: {
    kind: 'options' as const,
    options: [option, option, option],
    proof: 'optimal' as const,
    runs: 10n ** 30n,
    silentMemberIds: members.map((member) => member.id),
  },
}
export const count = { can: 100, ifNeedBe: 100, cannot: 0, silent: 0 }
export const counts = new Map(poll.dates.map((date) => [date.id, count]))
export const status = {
  now,
  group,
  isConvenor: true,
  run,
  next: session,
  toCome: 52,
  busStop: 'asking' as const,
  poll,
  silent: 100,
  mayInvite: true,
  mine: {
    memberId: id(1),
    answered: 90,
    choice: 'gettingOff' as const,
    hasToldGroup: false,
    isMuted: false,
    reminders: [...REMINDER_CHOICES],
    calendarSince: now,
  },
  surveys: [
    { id: id(9), closesAt: now },
    { id: id(10), closesAt: now },
  ],
  forConvenor: {
    isAnythingUnclear: true,
    isAnythingParked: true,
    silentIds: members.map(({ slackUserId }) => slackUserId),
    interested: 100,
    results: Array.from({ length: 30 }, (_, index) => ({
      mean: 8.5,
      bands: { low: 10, middle: 20, high: 70 },
      n: 100,
      runNumber: index + 1,
      occasion: 'halfWay' as const,
    })),
  },
}
export const choice = {
  memberId: id(1),
  value: 'gettingOff' as const,
  hasToldGroup: false,
  recordedBy: userId(1),
}
export const survey = { id: id(5), closesAt: now.plus({ days: 7 }), timeZone }
/** The way into a calendar of somebody who has an address already, which shows most. */
export const mine = { group, runId: run.id, next: session, isMember: true, madeAt: now }

const steps: LooserRule[] = [
  { rule: 'gapDays', to: { min: 1, max: 180 } },
  { rule: 'alternation', to: 'prefer' },
  { rule: 'minimum', to: 99 },
  { rule: 'sessions', to: 51 },
  { rule: 'until', to: '2027-12-31' },
]

/** No run can be offered, for the longest reason, and much would help. */
export const refusedOffer: Offer = {
  ...offer,
  loosenings: steps.map((step) => ({
    looser: [step],
    runs: 10n ** 30n,
    attendances: 5000,
    possibleAttendances: 5200,
  })),
  plan: {
    kind: 'refusal',
    blockedBy: {
      rule: 'minimum',
      sessions: 52,
      minimum: 100,
      standstill: {
        sessions: 51,
        between: { from: '2027-12-01', to: '2027-12-31' },
        patternIds: patterns.map((pattern) => pattern.id),
        candidateDateIds: [],
        mostAttending: 99,
        nextFixedDateId: null,
      },
    },
    silentMemberIds: members.map((member) => member.id),
  },
}
