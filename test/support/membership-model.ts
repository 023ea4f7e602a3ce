/** What is true of a group's people, in sets and numbers: what the use cases are compared with. */
import type { BusStopStatus, ChoiceValue } from '#domain/bus-stop.ts'
import type { InvitationStatus } from '#domain/invitation.ts'
import type { RunStatus } from '#domain/run.ts'

/** Everybody there is. The first four are on the roster at first; Ruth and Ines convene; three others wait. */
export const PEOPLE = ['ruth', 'amara', 'ben', 'chloe', 'ines', 'isla', 'jonas', 'kate', 'lena'] as const
export const FOUNDERS: readonly string[] = PEOPLE.slice(0, 4)
export const WAITING: readonly string[] = ['isla', 'jonas', 'kate']

export type Place = { isOn: boolean; hasArrived: boolean; isAway: boolean }
export type Invited = {
  who: string
  run: number
  isAtStop: boolean
  status: InvitationStatus
  sentAt: number
  answerBy: number
  isReminded: boolean
  isWelcomeWanted: boolean
}
/** What a member wants at a stop; by a convenor's word at times. */
export type Wish = { value: ChoiceValue; hasToldGroup: boolean; isOwnWord: boolean }
export type Slot = { startsAt: number; endsAt: number }
export type Stop = { status: BusStopStatus; heldWhenAsked: number | null; wishes: Map<string, Wish> }
export type RunHere = { status: RunStatus; wanted: number; sessions: Slot[]; stop: Stop | null }
export type PollHere = { status: 'open' | 'closed' | 'decided'; dates: Slot[]; sessions: number }

export type Model = {
  /** The time, in milliseconds. */
  now: number
  places: number
  /** Everybody who was ever on the roster. */
  roster: Map<string, Place>
  /** Whose account is closed does not count as a convenor: `true`. */
  convenors: Map<string, { isGone: boolean }>
  /** Since when. */
  interest: Map<string, number>
  inChannel: Set<string>
  closedAccounts: Set<string>
  invitations: Invited[]
  runs: RunHere[]
  poll: PollHere | null
  /** Everything that was to be said or was passed over, by what it was about and to whom. */
  said: Set<string>
  /** What is said by the present command, `kind to`; `#circle` is the channel. */
  fresh: string[]
}

/** The settings of the group that rules about people lean on. */
export const ASK_WITH_SESSIONS_LEFT = 3
export const REMINDERS = 2
export const INVITATION_DAYS = 3

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** A group that has just been set up, everybody in its channel. */
export function newModel(now: number, places: number): Model {
  return {
    now,
    places,
    roster: new Map(FOUNDERS.map((who) => [who, { isOn: true, hasArrived: true, isAway: false }])),
    convenors: new Map(['ruth', 'ines'].map((who) => [who, { isGone: false }])),
    interest: new Map(WAITING.map((who) => [who, now])),
    inChannel: new Set(FOUNDERS),
    closedAccounts: new Set(),
    invitations: [],
    runs: [],
    poll: null,
    said: new Set(),
    fresh: [],
  }
}

export const onRoster = ({ roster }: Model) => PEOPLE.filter((who) => roster.get(who)?.isOn)
export const present = (model: Model) => onRoster(model).filter((who) => !model.roster.get(who)?.isAway)
export const convenorsNow = ({ convenors }: Model) =>
  PEOPLE.filter((who) => convenors.get(who)?.isGone === false)
/** Longest waiting first; of those who came at once, by their ids. */
export const interestedNow = ({ interest }: Model) =>
  [...interest].sort(([a, since], [b, later]) => since - later || (a < b ? -1 : 1)).map(([who]) => who)
export const latestRun = ({ runs }: Model) => runs.at(-1)

/** How many sessions have taken place. */
export function held({ sessions }: RunHere, now: number): number {
  return sessions.filter(({ endsAt }) => endsAt <= now).length
}

/** How many sessions are to come; null when no dates are firm. */
export function toCome(run: RunHere, now: number): number {
  return Math.max(run.wanted, run.sessions.length) - held(run, now)
}

const hasBegun = (run: RunHere, now: number) => run.sessions.some(({ startsAt }) => startsAt <= now)

export function isLocked(model: Model): boolean {
  const run = latestRun(model)
  const isAhead = run?.stop?.status === 'announced' || run?.stop?.status === 'asking'
  return run?.status === 'fixed' && hasBegun(run, model.now) && isAhead
}

/** When people can be invited, whom it was done with, and how many places are left. */
export function inviting(model: Model) {
  const run = latestRun(model)
  const isAtStop = run?.stop?.status === 'open' || run?.stop?.status === 'inviting'
  if (!run || !(isAtStop || (run.status === 'fixed' && !hasBegun(run, model.now)))) return null
  const invited = model.invitations.filter(
    (each) => each.run === model.runs.length && each.isAtStop === isAtStop,
  )
  const wishes = isAtStop ? run.stop?.wishes : undefined
  const keeping = onRoster(model).filter((who) => wishes?.get(who)?.value !== 'gettingOff').length
  const count = (status: InvitationStatus) => invited.filter((each) => each.status === status).length
  const accepted = count('accepted')
  return {
    run,
    isAtStop,
    invited,
    places: Math.max(0, model.places - keeping - accepted - count('open')),
  }
}

/** Notes that something is said to somebody, unless it was before. */
export function say(model: Model, kind: string, about: string, to: string): void {
  if (pass(model, kind, about, to)) model.fresh.push(`${kind} ${to}`)
}

/** Notes that something is not to be said any more; false when it was noted before. */
export function pass(model: Model, kind: string, about: string, to: string): boolean {
  const key = `${kind} ${about} ${to}`
  if (model.said.has(key)) return false
  model.said.add(key)
  return true
}

export function sayToConvenors(model: Model, kind: string, about: string, except?: string): void {
  for (const who of convenorsNow(model)) if (who !== except) say(model, kind, about, who)
}

/** What the rules about people say; other things are said beside them, about dates. */
export const MODELLED = new Set([
  'busStopQuestion',
  'busStopReminder',
  'busStopSummary',
  'busStopClosed',
  'runOver',
  'farewell',
  'nextRun',
  'interestShown',
  'invitation',
  'invitationReminder',
  'invitationReply',
  'invitationWithdrawn',
  'gettingOn',
  'welcome',
  'putOnRoster',
  'takenOffRoster',
  'rosterOverridden',
  'memberLeft',
  'memberAway',
  'memberBack',
  'convenorGone',
  'convenorBack',
  'convenorOutside',
  'becameConvenor',
  'ceasedConvenor',
  'convenorsChanged',
  'convenorWanted',
  'recordedForYou',
])

/** The whole model as it is compared. */
export function picture(model: Model) {
  return {
    places: model.places,
    roster: present(model),
    away: onRoster(model).filter((who) => model.roster.get(who)?.isAway),
    gotOff: PEOPLE.filter((who) => model.roster.get(who)?.isOn === false),
    convenors: convenorsNow(model),
    interest: interestedNow(model),
    invitations: model.invitations.map(invitationLine).sort(),
    runs: model.runs.map(({ status, sessions, stop }) => ({
      status,
      sessions: sessions.length,
      stop: stop && {
        status: stop.status,
        heldWhenAsked: stop.heldWhenAsked,
        wishes: [...stop.wishes].map(([who, wish]) => wishLine(who, wish)).sort(),
      },
    })),
    poll: model.poll?.status ?? null,
  }
}

export function invitationLine(each: Omit<Invited, 'sentAt'>): string {
  const { who, run, isAtStop, status, answerBy, isReminded } = each
  const when = `${isAtStop ? 'at the stop of' : 'before'} run ${run}`
  return `${who}, ${when}, by ${new Date(answerBy).toISOString()}: ${status}${isReminded ? ', reminded' : ''}`
}

export function wishLine(who: string, { value, hasToldGroup, isOwnWord }: Wish): string {
  return `${who} ${value}${hasToldGroup ? ', told' : ''}${isOwnWord ? '' : ', recorded'}`
}
