import { DateTime } from 'luxon'
import { dayNumber, instantOf, listedTimeZone, wallTimeKind } from '#domain/calendar.ts'
import { DEFAULT_SETTINGS } from '#domain/group.ts'
import { nearest } from '#domain/nearest.ts'
import type { CandidateDate, PlannerMember, PlanRules } from '#domain/planner.ts'
import { patternTwice, skippedStart, twoZones, unknownId, unknownZone, weekdayPattern } from '#text/plan.ts'
import type { Asked, AskedDate, SaidRules } from './asked.ts'
import { BadInput, type Where } from './problem.ts'
import type { RulesInput } from './schema.ts'

/** What the planner is asked. */
export type Question = {
  timeZone: string
  dates: CandidateDate[]
  members: readonly PlannerMember[]
  rules: PlanRules
  /** The wall time of a date, empty for a whole day. */
  timeOf: ReadonlyMap<string, string>
}

const DEFAULT_RULES = {
  sessions: DEFAULT_SETTINGS.sessionsPerRun,
  gapDays: {
    min: DEFAULT_SETTINGS.gapMinDays,
    max: DEFAULT_SETTINGS.gapMaxDays,
    preferred: DEFAULT_SETTINGS.gapPreferredDays,
  },
  alternate: DEFAULT_SETTINGS.alternation,
  // A file may be about few people, so the minimum of a group would be a surprise here.
  atLeast: 1,
  giveUp: 2,
  needed: [],
  fixed: [],
  leaveOut: [],
  timeZone: 'UTC',
} satisfies RulesInput

/** Puts together what the files say and checks it as a whole. Of a rule that is said twice the later one counts. */
export function question(asked: Asked, more: readonly SaidRules[]): Question {
  const saidBy = [...asked.rules, ...more]
  const said: typeof DEFAULT_RULES & RulesInput = Object.assign(
    {},
    DEFAULT_RULES,
    ...saidBy.map((each) => each.said),
  )
  const where = (rule: keyof RulesInput, ...rest: number[]): Where => {
    const source = saidBy.findLast((each) => each.said[rule] !== undefined)
    return source?.where([rule, ...rest]) ?? (asked.dates[0] as AskedDate).where()
  }
  const timeZone = zoneOf(said.timeZone, () => where('timeZone'))
  const dateIds = asked.dates.map(({ id }) => id)
  const memberIds = asked.members.map(({ id }) => id)
  checkIds('member', memberIds, said.needed, (i) => where('needed', i))
  checkIds('date', dateIds, said.fixed, (i) => where('fixed', i))
  checkIds('date', dateIds, said.leaveOut, (i) => where('leaveOut', i))
  const dates = asked.dates.map((date) => candidate(date, timeZone))
  return {
    timeZone,
    dates,
    members: asked.members,
    timeOf: new Map(asked.dates.map(({ id, start }) => [id, start.slice(11)])),
    rules: {
      sessions: said.sessions,
      gapDays: gapOf(said.gapDays),
      alternation: said.alternate,
      patternOrder: patternOrder(asked.dates, dates, said.patterns, where),
      minimum: said.atLeast,
      neededMemberIds: said.needed,
      leftOutDateIds: said.leaveOut,
      fixedDateIds: said.fixed,
      firmDateIds: [],
      giveUp: said.giveUp,
    },
  }
}

/** The zone of an export is a fact about its dates, so rules that name another one are about something else. */
export function checkZones(ofFile: SaidRules | undefined, ofRules: SaidRules): void {
  const zones = [ofFile?.said.timeZone, ofRules.said.timeZone].map(
    (zone) => zone && (listedTimeZone(zone) ?? zone),
  )
  if (zones[0] && zones[1] && zones[0] !== zones[1]) {
    throw new BadInput(twoZones(zones[0], zones[1]), ofRules.where(['timeZone']))
  }
}

function zoneOf(name: string, where: () => Where): string {
  const listed = listedTimeZone(name)
  if (listed) return listed
  throw new BadInput(unknownZone(name, nearest(name, Intl.supportedValuesOf('timeZone'))), where())
}

function checkIds(
  kind: 'date' | 'member',
  known: readonly string[],
  named: readonly string[],
  where: (i: number) => Where,
): void {
  const all = new Set(known)
  const unknown = named.findIndex((id) => !all.has(id))
  const id = named[unknown]
  if (id !== undefined) throw new BadInput(unknownId(kind, id, nearest(id, known)), where(unknown))
}

function candidate({ id, start, pattern, where }: AskedDate, timeZone: string): CandidateDate {
  const [on = '', time] = start.split('T')
  if (time && wallTimeKind(on, time, timeZone) === 'skipped') {
    throw new BadInput(skippedStart(on, time, timeZone, neighbours(on, time, timeZone)), where())
  }
  // A whole day is ordered by its noon, which no clock change skips.
  const startsAt = instantOf(on, time ?? '12:00', timeZone).toMillis()
  const weekday = ((dayNumber(on) + 3) % 7) + 1
  return { id, on, startsAt, patternId: pattern ?? weekdayPattern(weekday, time) }
}

/** The last minute before the hour that is skipped and the first one after it, as `2027-03-28T00:59`. */
function neighbours(on: string, time: string, timeZone: string): [string, string] {
  const beside = (step: number) => {
    let at = DateTime.fromISO(`${on}T${time}`, { zone: 'utc' })
    do at = at.plus({ minutes: step })
    while (wallTimeKind(at.toFormat('yyyy-MM-dd'), at.toFormat('HH:mm'), timeZone) === 'skipped')
    return at.toFormat("yyyy-MM-dd'T'HH:mm")
  }
  return [beside(-1), beside(1)]
}

function gapOf({ min, max, preferred }: NonNullable<RulesInput['gapDays']>): PlanRules['gapDays'] {
  return preferred === undefined ? { min, max } : { min, max, preferred }
}

function patternOrder(
  asked: readonly AskedDate[],
  dates: readonly CandidateDate[],
  order: readonly string[] | undefined,
  where: (rule: 'patterns', i: number) => Where,
): string[] {
  if (!order) {
    const byStart = [...dates].sort((a, b) => a.startsAt - b.startsAt)
    return [...new Set(byStart.map(({ patternId }) => patternId))]
  }
  const again = order.findIndex((pattern, i) => order.indexOf(pattern) < i)
  if (again >= 0) throw new BadInput(patternTwice(order[again] ?? ''), where('patterns', again))
  const known = new Set(order)
  for (const [i, { patternId }] of dates.entries()) {
    if (known.has(patternId)) continue
    throw new BadInput(unknownId('pattern', patternId, nearest(patternId, order)), asked[i]?.where() ?? null)
  }
  return [...order]
}
