import { DateTime } from 'luxon'
import type { Plan, PlannedRun } from '#domain/planner.ts'
import {
  dayAndTime,
  howMany,
  leastOftenByName,
  planIntro,
  planOption,
  readIntro,
  silentByName,
  wayLine,
  whyNoRunAbove,
} from '#text/plan.ts'
import { gridLines } from './grid.ts'
import type { Question } from './question.ts'
import { namesOf, type Outcome } from './result.ts'
import { shownName } from './shown-name.ts'

/** More names than these in one sentence help nobody. */
const NAMES_AT_MOST = 8

/** The answer for people. */
export function asText({ plan, loosenings }: Outcome, question: Question): string {
  const { dates, members, timeZone } = question
  const read = readIntro(dates.length, members.length, timeZone)
  if (plan.kind === 'options') {
    return [read, ...optionsLines(plan, question), '', ...gridLines(question, plan.options)].join('\n')
  }
  const names = namesOf(question)
  return [
    read,
    ...silentLines(plan),
    whyNoRunAbove(plan.blockedBy, loosenings, names),
    ...loosenings.map((loosening) => wayLine(loosening, names)),
  ].join('\n')
}

function optionsLines(plan: Plan & { kind: 'options' }, question: Question): string[] {
  const { options, runs, proof } = plan
  const [first = null] = options
  return [
    ...silentLines(plan),
    planIntro(runs, options.length, question.rules.sessions, proof),
    ...options.flatMap((option, i) => ['', ...optionLines(option, i, i === 0 ? null : first, question)]),
  ]
}

function optionLines(
  option: PlannedRun,
  index: number,
  first: PlannedRun | null,
  { dates, members, timeZone, timeOf }: Question,
): string[] {
  const byId = new Map(dates.map((date) => [date.id, date]))
  const thinnest = byId.get(option.thinnest.dateId)
  const startsAt = DateTime.fromMillis(thinnest?.startsAt ?? 0, { zone: timeZone })
  const when = { on: thinnest?.on ?? '', timeZone, startsAt, endsAt: startsAt }
  const worst = option.worstServedMemberIds
  // Where all come equally often, nobody comes least often.
  const isUneven = worst.length < option.attendancesByMember.length
  return [
    planOption(option, index, when, first),
    ...(isUneven ? [leastOftenByName(named(worst), worst.length, option.fewestPerMember)] : []),
    ...option.dateIds.map((id, i) => {
      const answers = members.map((member) => member.answers.get(id))
      const ifNeedBe = answers.filter((answer) => answer === 'ifNeedBe').length
      const can = answers.filter((answer) => answer === 'can').length + ifNeedBe
      const number = String(i + 1).padStart(String(option.dateIds.length).length)
      return `  ${number}. ${dayAndTime(byId.get(id)?.on ?? '', timeOf.get(id) ?? '')}: ${howMany(can, ifNeedBe)}`
    }),
  ]
}

function silentLines({ silentMemberIds: silent }: Plan): string[] {
  return silent.length > 0 ? [silentByName(named(silent), silent.length)] : []
}

function named(ids: readonly string[]): string[] {
  return ids.slice(0, NAMES_AT_MOST).map(shownName)
}
