/** The rules of membership over the plain model: each function changes it and answers why not, where not. */
import {
  convenorsNow,
  DAY,
  HOUR,
  INVITATION_DAYS,
  type Invited,
  interestedNow,
  inviting,
  isLocked,
  latestRun,
  type Model,
  onRoster,
  present,
  say,
  sayToConvenors,
} from './membership-model.ts'

/** Who asks, and whether it is from another workspace. */
export type Asking = { who: string; isElsewhere: boolean }
/** Why a use case says no; undefined when it does not. */
export type Answer = string | undefined

export function mayAsMember(model: Model, { who, isElsewhere }: Asking): Answer {
  if (isElsewhere) return 'noGroupHere'
  if (present(model).some((each) => each === who)) return undefined
  return model.roster.get(who)?.isOn ? 'memberAway' : 'notMember'
}

export function mayConvene(model: Model, asking: Asking): Answer {
  if (!asking.isElsewhere && convenorsNow(model).some((each) => each === asking.who)) return undefined
  return mayAsMember(model, asking) ?? 'notConvenor'
}

export function showInterest(model: Model, { who, isElsewhere }: Asking, isWordRight: boolean): Answer {
  return isElsewhere || !isWordRight ? 'unknownWord' : putOnList(model, who)
}

export function returnToInterest(model: Model, asking: Asking): Answer {
  return knowsGroup(model, asking) ? putOnList(model, asking.who) : 'noGroupKnown'
}

export function endInterest(model: Model, asking: Asking): Answer {
  const invited = model.invitations.filter((each) => each.who === asking.who && isUnderWay(each))
  if (asking.isElsewhere || !(knowsGroup(model, asking) || invited.length > 0)) return 'noGroupKnown'
  model.interest.delete(asking.who)
  for (const each of invited) end(model, each)
}

function knowsGroup({ interest, roster }: Model, { who, isElsewhere }: Asking): boolean {
  return !isElsewhere && (interest.has(who) || roster.get(who)?.isOn === false)
}

function putOnList(model: Model, who: string): Answer {
  if (model.roster.get(who)?.isOn) return 'memberAlready'
  if (model.interest.has(who)) return
  model.interest.set(who, model.now)
  sayToConvenors(model, 'interestShown', `${who} on day ${Math.floor(model.now / DAY)}`)
}

export function invite(model: Model, asking: Asking, whom: readonly string[]): Answer {
  const refused = mayConvene(model, asking)
  if (refused) return refused
  const now = inviting(model)
  if (!now) return 'rosterLocked'
  const list = interestedNow(model)
  const holds = (who: string) => now.invited.some((each) => each.who === who && isUnderWay(each))
  const wanted = [...new Set(whom)].filter((who) => list.includes(who) && !holds(who))
  if (wanted.length > now.places) return 'tooManyInvited'
  const evening = Math.floor((model.now + INVITATION_DAYS * DAY) / DAY) * DAY + 20 * HOUR
  const begins = now.isAtStop ? Number.POSITIVE_INFINITY : (now.run.sessions[0]?.startsAt ?? 0)
  for (const who of wanted) {
    if (model.invitations.some((each) => each.who === who && each.status === 'open')) continue
    model.invitations.push({
      who,
      run: model.runs.length,
      isAtStop: now.isAtStop,
      status: 'open',
      sentAt: model.now,
      answerBy: Math.min(evening, begins),
      isReminded: false,
      isWelcomeWanted: false,
    })
    say(model, 'invitation', `at ${model.now}`, who)
  }
  if (wanted.length > 0 && now.isAtStop && now.run.stop) now.run.stop.status = 'inviting'
}

const isUnderWay = ({ status }: Invited) => status === 'open' || status === 'accepted'

/** What was promised is kept, however many there are by now. The invitation is undefined where its id is made up. */
export function accept(
  model: Model,
  asking: Asking,
  invited: Invited | undefined,
  isWelcomeWanted: boolean,
): Answer {
  if (asking.isElsewhere || invited?.who !== asking.who) return 'notInvited'
  if (invited.status === 'accepted' || invited.status === 'joined') return
  const now = inviting(model)
  const isOpen = invited.status === 'open' && invited.answerBy > model.now
  if (!isOpen || invited.run !== model.runs.length || !now) return 'invitationOver'
  invited.isWelcomeWanted = isWelcomeWanted
  invited.status = invited.isAtStop ? 'accepted' : 'joined'
  if (!invited.isAtStop) {
    getOn(model, invited.who)
    if (isWelcomeWanted) say(model, 'welcome', `${invited.who} at ${invited.sentAt}`, '#circle')
  }
  reply(model, invited, 'accepted')
}

export function decline(model: Model, asking: Asking, invited: Invited | undefined): Answer {
  if (asking.isElsewhere || invited?.who !== asking.who) return 'notInvited'
  if (invited.status === 'declined') return
  if (!isUnderWay(invited)) return 'invitationOver'
  end(model, invited)
}

function end(model: Model, invited: Invited): void {
  invited.status = 'declined'
  invited.isWelcomeWanted = false
  reply(model, invited, 'declined')
}

export function reply(model: Model, { who, sentAt }: Invited, answer: string): void {
  sayToConvenors(model, 'invitationReply', `${who} at ${sentAt} ${answer}`)
}

/** From the interest list onto the roster, not yet seen in the channel. */
export function getOn(model: Model, who: string): void {
  model.interest.delete(who)
  if (!model.roster.get(who)?.isOn) model.roster.set(who, { isOn: true, hasArrived: false, isAway: false })
}

/** Whoever is put back later begins anew: what they wanted at a stop that is not closed is forgotten. */
export function getOff({ roster, runs }: Model, who: string): void {
  const place = roster.get(who)
  if (place) place.isOn = false
  for (const { stop } of runs) if (stop && stop.status !== 'closed') stop.wishes.delete(who)
}

/** At any time, from anywhere in the workspace, and also while away. */
export function leave(model: Model, { who, isElsewhere }: Asking): Answer {
  if (isElsewhere) return 'noGroupHere'
  if (!model.roster.get(who)?.isOn) return 'notMember'
  getOff(model, who)
  for (const each of model.invitations) if (each.who === who) each.isWelcomeWanted = false
  sayToConvenors(model, 'memberLeft', `${who} at ${model.now}`, who)
}

export type ListEdit = { added: string[]; removed: string[] }
export type Edit = { members: ListEdit; interested: ListEdit; places: number; isOverride: boolean }

export function changeSettings(model: Model, asking: Asking, edit: Edit): Answer {
  const refused = mayConvene(model, asking)
  if (refused) return refused
  const before: string[] = onRoster(model)
  const after = edited(before, edit.members)
  const on = after.filter((who) => !before.includes(who))
  const off = before.filter((who) => !after.includes(who))
  const isChangeOfLocked = isLocked(model) && on.length + off.length > 0
  const problems = [
    ...(edit.places < 2 ? ['places outOfRange'] : []),
    ...(after.length === 0 ? ['members none'] : []),
    ...(isChangeOfLocked && !edit.isOverride ? ['members locked'] : []),
  ]
  if (problems.length > 0) return problems.join(', ')
  model.places = edit.places
  for (const who of off) getOff(model, who)
  for (const who of on) getOn(model, who)
  const list = edited(interestedNow(model), edit.interested).filter((who) => !after.includes(who))
  model.interest = new Map(list.map((who) => [who, model.interest.get(who) ?? model.now]))
  for (const who of on) endInvitations(model, who)
  tellOfEdit(model, asking.who, on, off, isChangeOfLocked)
  if (on.length + off.length > 0) askThoseWhoCame(model)
}

function edited(list: readonly string[], { added, removed }: ListEdit): string[] {
  return [...new Set([...list, ...added])].filter((who) => !removed.includes(who))
}

function endInvitations(model: Model, who: string): void {
  for (const each of model.invitations) {
    if (each.who === who && each.run === model.runs.length && isUnderWay(each)) each.status = 'joined'
  }
}

function tellOfEdit(model: Model, by: string, on: string[], off: string[], isOverride: boolean): void {
  for (const who of [...on, ...off]) {
    const about = `${who} at ${model.now}`
    if (who !== by) say(model, on.includes(who) ? 'putOnRoster' : 'takenOffRoster', about, who)
    if (isOverride) sayToConvenors(model, 'rosterOverridden', about, by)
  }
}

/** Asks, once members have been asked about travelling on, those on the roster who were not. */
export function askThoseWhoCame(model: Model): void {
  const { stop } = latestRun(model) ?? {}
  if (stop && stop.heldWhenAsked !== null && stop.status !== 'closed') askEverybody(model, model.runs.length)
}

export function askEverybody(model: Model, run: number): void {
  for (const who of present(model)) say(model, 'busStopQuestion', `of run ${run}`, who)
}

export function changeConvenors(model: Model, asking: Asking, edit: ListEdit): Answer {
  const refused = mayConvene(model, asking)
  if (refused) return refused
  const before: string[] = convenorsNow(model)
  const after = edited(before, edit)
  if (after.length === 0) return 'lastConvenor'
  const added = after.filter((who) => !before.includes(who))
  const removed = before.filter((who) => !after.includes(who))
  for (const who of added) model.convenors.set(who, { isGone: false })
  for (const who of removed) model.convenors.delete(who)
  for (const who of added) say(model, 'becameConvenor', `at ${model.now}`, who)
  for (const who of removed) say(model, 'ceasedConvenor', `at ${model.now}`, who)
  if (added.length + removed.length > 0) say(model, 'convenorsChanged', `at ${model.now}`, '#circle')
}
