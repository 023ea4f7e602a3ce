import type { KnownBlock } from '@slack/types'
import type { Group } from '#db/group.ts'
import type { Poll, PollDate } from '#db/poll.ts'
import type { BlockedBy, Loosening, PlannedRun } from '#domain/planner.ts'
import { fixLabel } from '#text/button.ts'
import { patternName } from '#text/date.ts'
import { gridLegend } from '#text/grid.ts'
import { type LooseningNames, loosenConfirmation, looseningLabel, whatWouldHelp } from '#text/loosening.ts'
import {
  amongEqualRuns,
  blockedInWords,
  fixConfirmation,
  leastOften,
  letter,
  notAllCompared,
  notHeardFrom,
  offerHeading,
  offerIntro,
  optionInWords,
  runDates,
  runStarts,
} from '#text/offer.ts'
import { doWithoutConfirmation, remainderAdvice } from '#text/remainder.ts'
import { isApplied } from '#usecases/loosen.ts'
import type { Offer } from '#usecases/offer.ts'
import { gridDates, gridTable, gridText } from './grid.ts'
import { actions, button, context, header, labelled, type Message, section } from './parts.ts'
import { notesOf } from './poll-page.ts'

/** Up to three runs to choose from, for a convenor alone; or why there is none, and what would help. */
export function offerMessage(offer: Offer): Message {
  const { group, plan } = offer
  const silent = plan.silentMemberIds.map((id) => slackUserIdOf(group, id))
  const silentNote = silent.length > 0 ? [notHeardFrom(silent)] : []
  return plan.kind === 'refusal'
    ? refusedMessage(offer, plan.blockedBy, silentNote)
    : optionsMessage(offer, plan, silentNote)
}

function optionsMessage(
  offer: Offer,
  plan: Extract<Offer['plan'], { kind: 'options' }>,
  silentNote: readonly string[],
): Message {
  const { group, poll, answers } = offer
  const found = offerIntro(plan.runs, plan.options.length, poll.sessionsWanted)
  const intro = plan.proof === 'optimal' ? found : `${found} ${notAllCompared(plan.proof)}`
  const isRunChosen = plan.runs > 1n && poll.sessionsWanted > 1 && !poll.isForRemainder
  const equals = isRunChosen ? [amongEqualRuns(group.gapPreferredDays)] : []
  const notes = [...worstServed(group, plan.options), ...silentNote, ...equals]
  const described = plan.options.map((option, index) => {
    const dates = datesOf(poll, option)
    const thinnest = dates.find(({ id }) => id === option.thinnest.dateId) ?? dates[0]
    const first = index > 0 ? (plan.options[0] ?? null) : null
    const words = thinnest ? optionInWords(option, index, thinnest, first) : ''
    return { words: `${words}\n${dateList(dates)}`, option, index }
  })
  const shown = gridDates(group, poll, plan.options)
  const grid =
    shown.length > 0 ? [gridLegend(), ...gridText(group, shown, poll.timeZone, plan.options, answers)] : []
  return {
    text: [intro, ...described.map(({ words }) => words), ...notes, ...grid].join('\n'),
    blocks: [
      header(offerHeading(plan.options.length)),
      section(intro),
      ...described.flatMap(({ words, option, index }): KnownBlock[] => [
        section(words),
        actions(fixButton(poll, option, index), ...(poll.isForRemainder ? [doWithoutButton(poll)] : [])),
      ]),
      ...notes.map((note) => context(note)),
      ...(shown.length > 0
        ? [context(gridLegend()), gridTable(group, shown, poll.timeZone, plan.options, answers)]
        : []),
      actions(labelled('datesPicture', group.id)),
    ],
  }
}

function refusedMessage(
  { group, poll, patterns, rules, loosenings }: Offer,
  blockedBy: BlockedBy,
  silentNote: readonly string[],
): Message {
  const names: LooseningNames = {
    ...rules,
    isForRemainder: poll.isForRemainder,
    date: (id) => id,
    member: (id) => slackUserIdOf(group, id),
  }
  const pattern = (id: string) => {
    const slot = patterns.find((each) => each.id === id)
    return slot ? patternName(slot.weekday, slot.startTime) : ''
  }
  const help = whatWouldHelp(loosenings, names) || (poll.isForRemainder ? remainderAdvice() : '')
  const text = [blockedInWords(withoutWindow(poll, blockedBy), { pattern }, help), ...silentNote].join('\n')
  const buttons = [
    ...loosenings
      .filter(({ looser }) => looser.every(isApplied))
      .slice(0, LOOSENINGS_APPLIED)
      .map(looseningButton(poll, names)),
    poll.isForRemainder
      ? doWithoutButton(poll)
      : labelled('askAboutMore', group.id, { actionId: 'planNext' }),
  ]
  return { text, blocks: [section(text), actions(...buttons)] }
}

/** Dates that replace others need not lie between any days, so none are named. */
function withoutWindow(poll: Poll, blockedBy: BlockedBy): BlockedBy {
  if (!poll.isForRemainder || !('standstill' in blockedBy)) return blockedBy
  return { ...blockedBy, standstill: { ...blockedBy.standstill, between: null } }
}

/** More buttons than these crowd a telephone; the words name every way. */
const LOOSENINGS_APPLIED = 4

/** Buttons in one block must differ in their action, so each has its place in it. */
function looseningButton(poll: Poll, names: LooseningNames) {
  return (loosening: Loosening, index: number) =>
    button(
      looseningLabel(loosening, names),
      `loosen-${index}`,
      `${poll.id} ${JSON.stringify(loosening.looser)}`,
      { confirm: loosenConfirmation(loosening.looser) },
    )
}

/** The new dates of a run under way may be given up. */
function doWithoutButton(poll: Poll) {
  return labelled('doWithout', poll.id, { confirm: doWithoutConfirmation() })
}

/** A button carries the poll and the places of its dates in it, so that exactly what was shown is fixed. */
function fixButton(poll: Poll, option: PlannedRun, index: number) {
  const places = poll.dates.flatMap((date, place) => (option.dateIds.includes(date.id) ? [place] : []))
  return button(fixLabel(letter(index)), 'fix', `${poll.id} ${places.join(',')}`, {
    ...(index === 0 && { style: 'primary' }),
    confirm: fixConfirmation(option.dateIds.length),
  })
}

/** Beside the dates of longer runs there is no room for remarks and ends; the form and the poll have them. */
const REMARKED_AT_MOST = 16

type DateOfRun = PollDate & { timeZone: string }

function datesOf(poll: Poll, option: PlannedRun): DateOfRun[] {
  return poll.dates
    .filter((date) => option.dateIds.includes(date.id))
    .map((date) => ({ ...date, timeZone: poll.timeZone }))
}

function dateList(dates: readonly DateOfRun[]): string {
  if (dates.length > REMARKED_AT_MOST) return runStarts(dates)
  return runDates(dates.map((date) => ({ ...date, notes: notesOf(date.on, date.timeZone) })))
}

/** More names than this help nobody to choose. */
const PEOPLE_NAMED = 5
const GROUPS_NAMED = 3

/** Those who could come least often in the recommended run, with their figures in every run; alike ones together. */
function worstServed(group: Group, options: readonly PlannedRun[]): string[] {
  const [recommended] = options
  if (!recommended || recommended.fewestPerMember === recommended.dateIds.length) return []
  const figuresOf = (memberId: string) =>
    options.map((option, index) => ({
      letter: letter(index),
      attendances: option.attendancesByMember.find((each) => each.memberId === memberId)?.attendances ?? 0,
    }))
  const alike = Map.groupBy(recommended.worstServedMemberIds, (id) => JSON.stringify(figuresOf(id)))
  return [...alike.values()].slice(0, GROUPS_NAMED).map((ids) =>
    leastOften(
      ids.slice(0, PEOPLE_NAMED).map((id) => slackUserIdOf(group, id)),
      ids.length,
      figuresOf(ids[0] ?? ''),
    ),
  )
}

function slackUserIdOf(group: Group, memberId: string): string {
  return group.members.find((member) => member.id === memberId)?.slackUserId ?? memberId
}
