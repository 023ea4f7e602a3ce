import type { Poll } from '#db/poll.ts'
import { bankHoliday } from '#domain/bank-holiday.ts'
import { isClockChange } from '#domain/calendar.ts'
import type { DateCount } from '#domain/tally.ts'
import { languageNow } from '#text/language.ts'
import {
  chosenNote,
  dateLine,
  dateNotes,
  howToAnswer,
  howToAnswerShort,
  pageHeading,
  pollClosedNote,
} from '#text/poll.ts'
import { actions, header, labelled, type Message, section } from './parts.ts'

/** One message of a poll: a month's dates, numbered, with counts and never with names. */
export function pollPageMessage(
  poll: Poll,
  page: number,
  counts: ReadonlyMap<string, DateCount>,
  chosenStarts: ReadonlySet<number>,
): Message | null {
  const dates = poll.dates.filter((date) => date.page === page)
  const first = dates[0]
  if (!first) return null
  const heading = pageHeading(poll, first.on)
  const howTo = page === 1 ? howToAnswer(poll) : howToAnswerShort(poll)
  const intro = poll.status === 'open' ? howTo : pollClosedNote(closedState(poll.status, dates, chosenStarts))
  const lines = dates.map((date) => {
    const notes = notesOf(date.on, poll.timeZone)
    const isChosen = chosenStarts.has(date.startsAt.toMillis())
    const count = counts.get(date.id) ?? { can: 0, ifNeedBe: 0, cannot: 0, silent: 0 }
    const when = { ...date, timeZone: poll.timeZone }
    return dateLine(date.mark, when, count, isChosen ? [...notes, chosenNote()] : notes)
  })
  const list = lines.join('\n')
  return {
    text: [`*${heading}*`, intro, list].join('\n'),
    blocks: [
      header(heading),
      section(intro),
      section(list),
      ...(poll.status === 'open' ? [actions(labelled('answerOnForm', poll.groupId))] : []),
    ],
  }
}

/** What is said above these dates of a poll that is closed. */
function closedState(status: Poll['status'], dates: Poll['dates'], chosenStarts: ReadonlySet<number>) {
  if (status !== 'decided') return 'undecided'
  return dates.some(({ startsAt }) => chosenStarts.has(startsAt.toMillis())) ? 'chosen' : 'noneChosen'
}

/** What is remarkable about a day in a zone. */
export function notesOf(on: string, timeZone: string): string[] {
  return dateNotes(bankHoliday(on, timeZone, languageNow()), isClockChange(on, timeZone))
}
