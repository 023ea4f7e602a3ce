import type { CandidateDate, PlannedRun, PlannerMember } from '#domain/planner.ts'
import { GRID_MARKS, gridHead, gridLegend, shortDayAndTime } from '#text/plan.ts'
import type { Question } from './question.ts'
import { shownName } from './shown-name.ts'

const ROWS_AT_MOST = 60
const MEMBERS_AT_MOST = 30

/** Names as short as this stand above their columns themselves. */
const SHORT_NAME = /^[\p{Script=Latin}\d.-]{1,4}$/u

/** A table for a terminal: a row for each date, a column for each member, and the runs that hold the date. */
export function gridLines({ dates, members, timeOf }: Question, options: readonly PlannedRun[]): string[] {
  const shownMembers = members.slice(0, MEMBERS_AT_MOST)
  const names = shownMembers.map(({ id }) => shownName(id))
  const isShort = names.every((name) => SHORT_NAME.test(name))
  const shownDates = datesShown(dates, options)
  const rows = shownDates.map(({ id, on }) => [
    shortDayAndTime(on, timeOf.get(id) ?? ''),
    ...shownMembers.map((member) => mark(member, id)),
    String(members.filter(({ answers }) => canCome(answers.get(id))).length),
    ...options.map(({ dateIds }, i) => (dateIds.includes(id) ? gridHead(i) : ' ')),
  ])
  const head = [
    gridHead('date'),
    ...names.map((name, i) => (isShort ? name : String(i + 1))),
    gridHead('can'),
    ...options.map((_, i) => gridHead(i)),
  ]
  const leftOut = { dates: dates.length - shownDates.length, members: members.length - shownMembers.length }
  return [...aligned([head, ...rows]), '', ...gridLegend(isShort ? [] : names, leftOut)]
}

/** All dates, or the chosen ones where there are too many. */
function datesShown(dates: readonly CandidateDate[], options: readonly PlannedRun[]): CandidateDate[] {
  const inOrder = [...dates].sort((a, b) => a.startsAt - b.startsAt)
  if (inOrder.length <= ROWS_AT_MOST) return inOrder
  const chosen = new Set(options.flatMap(({ dateIds }) => dateIds))
  return inOrder.filter(({ id }) => chosen.has(id)).slice(0, ROWS_AT_MOST)
}

function mark({ answers }: PlannerMember, dateId: string): string {
  return GRID_MARKS[answers.get(dateId) ?? 'notAnswered']
}

function canCome(answer: string | undefined): boolean {
  return answer === 'can' || answer === 'ifNeedBe'
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return column === 0 ? cell.padEnd(width) : cell.padStart(width)
      })
      .join(' ')
      .trimEnd(),
  )
}
