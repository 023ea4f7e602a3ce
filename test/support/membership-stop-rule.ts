/** The rules of the bus stop, of planning and of time over the plain model; see membership-rule.ts. */
import {
  ASK_WITH_SESSIONS_LEFT,
  convenorsNow,
  DAY,
  held,
  type Model,
  onRoster,
  pass,
  present,
  REMINDERS,
  type RunHere,
  type Slot,
  type Stop,
  say,
  sayToConvenors,
  toCome,
  type Wish,
} from './membership-model.ts'
import {
  type Answer,
  type Asking,
  askEverybody,
  askThoseWhoCame,
  getOff,
  getOn,
  mayAsMember,
  mayConvene,
  reply,
} from './membership-rule.ts'

/** Which bus stop somebody means: that of a run, one of another group, or one that does not exist. */
export type StopMeant = { run: number } | 'ofAnotherGroup' | 'unknown'

/** Of the people here only Amara is in the other group, as a member; its stop is closed. */
export const IN_BOTH_GROUPS = 'amara'

function inOtherGroup({ who, isElsewhere }: Asking, toMember: string): Answer {
  if (isElsewhere) return 'noGroupHere'
  return who === IN_BOTH_GROUPS ? toMember : 'notMember'
}

function stopOf(model: Model, meant: StopMeant): Stop | null {
  return typeof meant === 'string' ? null : (model.runs[meant.run - 1]?.stop ?? null)
}

export function choose(model: Model, asking: Asking, meant: StopMeant, wish: Wish): Answer {
  if (meant === 'ofAnotherGroup') return inOtherGroup(asking, 'busStopClosed')
  const stop = stopOf(model, meant)
  if (!stop) return 'busStopClosed'
  const refused = mayAsMember(model, asking)
  if (refused) return refused
  if (stop.status === 'closed') return 'busStopClosed'
  const before = stop.wishes.get(asking.who)
  // Who has said that the group knows need not say so again; what was recorded for them they have not said.
  const isToldBefore = before?.value === wish.value && before.hasToldGroup && before.isOwnWord
  stop.wishes.set(asking.who, { ...wish, hasToldGroup: wish.hasToldGroup || isToldBefore })
}

export function recordChoice(
  model: Model,
  asking: Asking,
  whom: string,
  meant: StopMeant,
  wish: Wish,
): Answer {
  if (meant === 'ofAnotherGroup') return inOtherGroup(asking, 'notConvenor')
  const stop = stopOf(model, meant)
  if (!stop) return 'busStopClosed'
  const refused = mayConvene(model, asking)
  if (refused) return refused
  if (!model.roster.get(whom)?.isOn) return 'notOnRoster'
  if (stop.status === 'closed') return 'busStopClosed'
  const before = stop.wishes.get(whom)
  if (before?.value === wish.value && before.hasToldGroup === wish.hasToldGroup) return
  stop.wishes.set(whom, wish)
  if (whom !== asking.who) say(model, 'recordedForYou', `at ${model.now}`, whom)
}

/** `isAsSeen`: what closing does is still what the convenor saw. */
export function closeStop(model: Model, asking: Asking, meant: StopMeant, isAsSeen: boolean): Answer {
  if (meant === 'ofAnotherGroup') return inOtherGroup(asking, 'notConvenor')
  const refused = mayConvene(model, asking)
  if (refused) return refused
  const stop = stopOf(model, meant)
  const number = typeof meant === 'string' ? 0 : meant.run
  const run = model.runs[number - 1]
  if (!run || !stop || stop.status === 'closed') return 'busStopClosedAlready'
  if (toCome(run, model.now) > 0) return 'busStopAhead'
  if (!isAsSeen) return 'busStopChanged'
  reach(model, run, number)
  stop.status = 'closed'
  run.status = 'ended'
  const leaving = onRoster(model).filter((who) => stop.wishes.get(who)?.value === 'gettingOff')
  for (const who of leaving) getOff(model, who)
  getOnAtStop(model, number)
  say(model, 'busStopClosed', `of run ${number}`, '#circle')
  for (const who of leaving) say(model, 'farewell', `of run ${number}`, who)
  sayToConvenors(model, 'nextRun', `after run ${number}`)
}

function getOnAtStop(model: Model, number: number): void {
  for (const each of model.invitations.filter(({ run, isAtStop }) => run === number && isAtStop)) {
    if (each.status === 'accepted') {
      each.status = 'joined'
      getOn(model, each.who)
      say(model, 'gettingOn', `at ${each.sentAt}`, each.who)
    } else if (each.status === 'open') {
      each.status = 'withdrawn'
      say(model, 'invitationWithdrawn', `at ${each.sentAt}`, each.who)
    }
  }
}

/** What closing a stop depends on. */
export function stopFacts(model: Model, meant: StopMeant): string {
  const wishes = [...(stopOf(model, meant)?.wishes ?? [])].map(([who, { value }]) => `${who} ${value}`).sort()
  const run = typeof meant === 'string' ? 0 : meant.run
  const invited = model.invitations
    .filter((each) => each.run === run && each.isAtStop)
    .map(({ who, sentAt, status }) => `${who} ${sentAt} ${status}`)
  return JSON.stringify([meant, onRoster(model), wishes, invited])
}

/** Everything that time alone brings about. */
export function tick(model: Model): void {
  for (const [index, run] of model.runs.entries()) {
    if (run.status === 'fixed') reach(model, run, index + 1)
  }
  for (const each of model.invitations.filter(({ status }) => status === 'open')) {
    const { who, sentAt, answerBy } = each
    if (answerBy <= model.now) {
      each.status = 'lapsed'
      reply(model, each, 'lapsed')
    } else if (!each.isReminded && reminderAt(each) <= model.now) {
      each.isReminded = true
      say(model, 'invitationReminder', `at ${sentAt}`, who)
    }
  }
}

export function reminderAt({ sentAt, answerBy }: { sentAt: number; answerBy: number }): number {
  return Math.max(answerBy - DAY, sentAt + (answerBy - sentAt) / 2)
}

/** Takes a bus stop as far as it is by now. */
function reach(model: Model, run: RunHere, number: number): void {
  const { stop } = run
  if (!stop) return
  const left = toCome(run, model.now)
  if (left === 0 || (left <= ASK_WITH_SESSIONS_LEFT && held(run, model.now) > 0)) {
    if (stop.status === 'announced') {
      stop.status = 'asking'
      stop.heldWhenAsked = held(run, model.now)
      askEverybody(model, number)
    } else remind(model, run, number)
  }
  if (left > 0 || stop.status !== 'asking') return
  stop.status = 'open'
  say(model, 'runOver', `${number}`, '#circle')
  sayToConvenors(model, 'busStopSummary', `of run ${number}`)
}

function remind(model: Model, run: RunHere, number: number): void {
  const { stop } = run
  const round = Math.min(REMINDERS, held(run, model.now) - (stop?.heldWhenAsked ?? 0))
  if (!stop || round <= 0 || stop.status === 'closed') return
  for (const who of present(model)) {
    const wish = stop.wishes.get(who)
    const isToHear =
      !wish || wish.value === 'undecided' || (wish.value === 'gettingOff' && !wish.hasToldGroup)
    ;(isToHear ? say : pass)(model, 'busStopReminder', `of run ${number}, ${round}`, who)
  }
}

export function openPoll(model: Model, asking: Asking, sessions: number): Answer {
  const refused = mayConvene(model, asking)
  if (refused) return refused
  if (model.poll?.status === 'open') return 'pollOpenAlready'
  const run = model.runs.at(-1)
  if (run?.status === 'fixed') return toCome(run, model.now) > 0 ? 'runUnderWay' : 'busStopOpen'
  model.poll = { status: 'open', dates: [], sessions }
  if (run?.status === 'planning') run.wanted = sessions
  else model.runs.push({ status: 'planning', wanted: sessions, sessions: [], stop: null })
}

/** Closes the poll and fixes these of its dates. */
export function fixDates(model: Model, asking: Asking, dates: readonly Slot[]): Answer {
  const { poll } = model
  const run = model.runs.at(-1)
  if (poll?.status === 'open') poll.status = 'closed'
  const refused = mayConvene(model, asking)
  if (refused) return refused
  if (!poll || !run) return 'noPollToFix'
  if (dates.some(({ startsAt }) => startsAt <= model.now)) return 'datesGoneBy'
  if (poll.status === 'decided') return 'pollDecidedAlready'
  poll.status = 'decided'
  run.status = 'fixed'
  run.sessions = [...dates]
  run.stop = { status: 'announced', heldWhenAsked: null, wishes: new Map() }
}

/** What Slack shows of the channel and of accounts is noted. */
export function followPresence(model: Model): void {
  const convenors = noteConvenors(model)
  const members = noteMembers(model)
  for (const who of convenors) {
    const kind = model.convenors.get(who)?.isGone ? 'convenorGone' : 'convenorBack'
    sayToConvenors(model, kind, `${who} at ${model.now}`, who)
  }
  for (const who of members.filter((each) => !convenors.includes(each))) {
    const kind = model.roster.get(who)?.isAway ? 'memberAway' : 'memberBack'
    sayToConvenors(model, kind, `${who} at ${model.now}`, who)
  }
  for (const who of members.filter((each) => model.roster.get(each)?.isAway)) {
    if (convenorsNow(model).some((each) => each === who))
      say(model, 'convenorOutside', `at ${model.now}`, who)
  }
  if (members.some((who) => !model.roster.get(who)?.isAway)) askThoseWhoCame(model)
  if (convenors.length > 0 && convenorsNow(model).length === 0)
    say(model, 'convenorWanted', `since ${model.now}`, '#circle')
}

function noteConvenors({ convenors, closedAccounts }: Model): string[] {
  const changed = [...convenors].filter(([who, { isGone }]) => isGone !== closedAccounts.has(who))
  for (const [who, { isGone }] of changed) convenors.set(who, { isGone: !isGone })
  return changed.map(([who]) => who)
}

function noteMembers(model: Model): string[] {
  return onRoster(model).filter((who) => {
    const place = model.roster.get(who)
    if (!place) return false
    const isClosed = model.closedAccounts.has(who)
    const isThere = model.inChannel.has(who) && !isClosed
    const isAway = isClosed || (place.hasArrived && !isThere)
    const isChanged = isAway !== place.isAway
    model.roster.set(who, { isOn: true, hasArrived: place.hasArrived || isThere, isAway })
    return isChanged
  })
}
