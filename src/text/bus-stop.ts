import type { BusStopSummary, ChoiceValue } from '#domain/bus-stop.ts'
import { counted, InWords, listed } from './count.ts'
import { dayInWords } from './date.ts'
import { mention } from './escape.ts'

/** The private question before a bus stop. `toCome` sessions are left. */
export function busStopQuestionText(toCome: number, lastOn: string | null): string {
  const when = lastOn ? ` on ${dayInWords(lastOn)}` : ''
  if (toCome === 0)
    return 'We have reached the bus stop. Would you like to travel on? You can change your answer until the next run is planned. Only the convenor sees it.'
  return `${InWords(toCome)} more ${toCome === 1 ? 'session' : 'sessions'}, then we reach the bus stop${when}. Would you like to travel on? You can change your answer until the stop. Only the convenor sees it.`
}

const CHOICES: Record<ChoiceValue, string> = {
  staying: 'Staying',
  gettingOff: 'Getting off at this stop',
  undecided: 'Not sure yet',
}

/** A choice as it stands on its button. */
export function choiceInWords(value: ChoiceValue): string {
  return CHOICES[value]
}

/** To a member after they chose. */
export function choiceThanks(value: ChoiceValue, hasToldGroup: boolean): string {
  if (value === 'staying') return 'Thank you. You are travelling on; you can change that until the stop.'
  if (value === 'undecided') return 'Thank you. There is no hurry: you can choose until the stop.'
  return hasToldGroup
    ? 'Thank you. The group knows, then. You are welcome back whenever you like.'
    : 'Thank you for telling us. Have you told the group, or would you like to do that yourself at the next session? Until you say so, the group does not hear it from me.'
}

/** What the convenor sees at the stop. */
export function busStopSummaryText(
  summary: BusStopSummary,
  slackUserIdOf: (memberId: string) => string,
  placesFree: number,
  toldMemberIds: readonly string[] = [],
): string {
  const named = (id: string) =>
    `${mention(slackUserIdOf(id))}${toldMemberIds.includes(id) ? ' (the group knows)' : ''}`
  const people = (ids: readonly string[]) => listed(ids.map(named))
  const line = (label: string, ids: readonly string[]) =>
    ids.length > 0 ? [`*${label}* (${ids.length}): ${people(ids)}`] : []
  return [
    '*The bus stop.* This is for you alone:',
    ...line('Staying', summary.staying),
    ...line('Getting off', summary.gettingOff),
    ...line('Not sure yet', summary.undecided),
    ...line('Not heard from yet', summary.silent),
    `${InWords(placesFree)} ${placesFree === 1 ? 'place' : 'places'} will be free. Staying is asked, never assumed: please speak to those who are unsure before you plan the next run.`,
  ].join('\n')
}

/** How far the bus stop is, for everybody in the group. */
export function busStopAheadText(toCome: number, lastOn: string | null): string {
  const when = lastOn ? `, after ${dayInWords(lastOn)}` : ''
  if (toCome === 0) return 'We have reached the bus stop.'
  return `The bus stop is ${counted(toCome, 'session')} away${when}.`
}

/** What a member has chosen for it so far. */
export function ownChoiceText(mine: ChoiceValue | null): string {
  const choice = mine
    ? `Your choice so far: *${CHOICES[mine]}*. You can change it until the stop.`
    : 'You have not chosen yet; you can until the stop.'
  return `${choice} Only the convenor sees it.`
}

/** Planning the next run: what it does to the roster. */
export function nextRunNote(): string {
  return 'When you post the next poll, this bus stop closes: those who are getting off leave the roster, and all others are asked about dates.'
}
