import type { KnownBlock } from '@slack/types'
import type { Poll, PollDate } from '#db/poll.ts'
import type { PlannedRun } from '#domain/planner.ts'
import {
  blockedInWords,
  fixConfirmation,
  leastOften,
  letter,
  notHeardFrom,
  offerIntro,
  optionInWords,
  runDates,
} from '#text/offer.ts'
import type { Offer } from '#usecases/fix.ts'
import { actions, button, context, header, type Message, section } from './parts.ts'

/** Up to three runs to choose from, for a convenor alone; or why there is none. */
export function offerMessage({ group, poll, plan, patterns }: Offer): Message {
  const slackUserIdOf = (memberId: string) =>
    group.members.find((member) => member.id === memberId)?.slackUserId ?? memberId
  const silent = plan.silentMemberIds.map(slackUserIdOf)
  const silentNote = silent.length > 0 ? [notHeardFrom(silent)] : []
  if (plan.kind === 'refusal') {
    const pattern = (id: string) => patterns.find((each) => each.id === id)?.name ?? ''
    const text = [blockedInWords(plan.blockedBy, { pattern }), ...silentNote].join('\n')
    return { text, blocks: [section(text)] }
  }
  const intro = offerIntro(plan.runs, plan.options.length, poll.sessionsWanted)
  const notes = [...worstServed(plan.options, slackUserIdOf), ...silentNote]
  const described = plan.options.map((option, index) => {
    const dates = datesOf(poll, option)
    const thinnest = dates.find(({ id }) => id === option.thinnest.dateId) ?? dates[0]
    return {
      words: thinnest ? optionInWords(option, index, thinnest) : '',
      dates: runDates(dates),
      option,
      index,
    }
  })
  return {
    text: [intro, ...described.flatMap(({ words, dates }) => [words, dates]), ...notes].join('\n'),
    blocks: [
      header('Choose the dates'),
      section(intro),
      ...described.flatMap(({ words, dates, option, index }): KnownBlock[] => [
        section(`${words}\n${dates}`),
        actions(fixButton(poll, option, index)),
      ]),
      ...notes.map((note) => context(note)),
    ],
  }
}

/** A button carries the poll and the places of its dates in it, so that exactly what was shown is fixed. */
function fixButton(poll: Poll, option: PlannedRun, index: number) {
  const places = poll.dates.flatMap((date, place) => (option.dateIds.includes(date.id) ? [place] : []))
  return button(`Fix ${letter(index)}`, 'fix', `${poll.id} ${places.join(',')}`, {
    ...(index === 0 && { style: 'primary' }),
    confirm: fixConfirmation(option.dateIds.length),
  })
}

function datesOf(poll: Poll, option: PlannedRun): (PollDate & { timeZone: string })[] {
  return poll.dates
    .filter((date) => option.dateIds.includes(date.id))
    .map((date) => ({ ...date, timeZone: poll.timeZone }))
}

/** More names than this help nobody to choose. */
const PEOPLE_NAMED = 5
const GROUPS_NAMED = 3

/** Those who could come least often in the recommended run, with their figures in every run; alike ones together. */
function worstServed(options: readonly PlannedRun[], slackUserIdOf: (memberId: string) => string): string[] {
  const [recommended] = options
  if (!recommended || recommended.fewestPerMember === recommended.dateIds.length) return []
  const figuresOf = (memberId: string) =>
    options.map((option, index) => ({
      letter: letter(index),
      attendances: option.attendancesByMember.find((each) => each.memberId === memberId)?.attendances ?? 0,
    }))
  const alike = Map.groupBy(recommended.worstServedMemberIds, (id) => JSON.stringify(figuresOf(id)))
  return [...alike.values()]
    .slice(0, GROUPS_NAMED)
    .map((ids) =>
      leastOften(ids.slice(0, PEOPLE_NAMED).map(slackUserIdOf), ids.length, figuresOf(ids[0] ?? '')),
    )
}
