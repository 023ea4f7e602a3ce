import {
  type Loosening,
  type LooserRule,
  loosenings,
  type Plan,
  type PlannedRun,
  planRuns,
} from '#domain/planner.ts'
import type { LooseningNames } from '#text/loosening.ts'
import { dayAndTime, inputProblem, whyNoRun } from '#text/plan.ts'
import { jsonText } from './json-text.ts'
import { BadInput } from './problem.ts'
import type { Question } from './question.ts'
import type { RulesInput } from './schema.ts'
import { shownName } from './shown-name.ts'

/** What the planner answered, with what would help where there is no run. */
export type Outcome = { plan: Plan; loosenings: Loosening[] }

/**
 * Asks the planner; `file` is told when it cannot compare runs of such a size, and `spent` how much of the work that a plan
 * may cost is done.
 */
export function outcome(
  { dates, members, rules }: Question,
  file: string,
  spent: (share: number) => void,
): Outcome {
  try {
    const plan = planRuns(dates, members, rules, spent)
    return { plan, loosenings: plan.kind === 'refusal' ? loosenings(dates, members, rules) : [] }
  } catch (error) {
    if (error instanceof RangeError) throw new BadInput(inputProblem('tooMuch'), file)
    throw error
  }
}

/** The answer for programs. */
export function asJson({ plan, loosenings: ways }: Outcome, question: Question): string {
  const { timeZone } = question
  const said =
    plan.kind === 'options'
      ? { options: plan.options.map(optionJson), runs: String(plan.runs), proof: plan.proof, timeZone }
      : {
          refusal: {
            code: plan.blockedBy.rule,
            sentence: whyNoRun(plan.blockedBy, ways, namesOf(question)),
            loosenings: ways.map(looseningJson),
          },
          timeZone,
        }
  return jsonText(said)
}

function optionJson(option: PlannedRun) {
  const { names, attendances, fewestPerMember, ifNeedBe, alternationBreaks, gapDeviation } = option
  return {
    names,
    dates: option.dateIds,
    attendances,
    fewestPerMember,
    ifNeedBe,
    thinnest: option.thinnest.attending,
    alternationBreaks,
    gapDeviation,
  }
}

type Change = { rule: keyof RulesInput; to: LooserRule['to'] }

function looseningJson({ looser, attendances }: Loosening) {
  const [first, second] = looser.map(change)
  return second ? { ...first, attendances, and: second } : { ...first, attendances }
}

/** In the words of the input, so that `rules[rule] = to` applies it. */
const RULE_NAMES = {
  gapDays: 'gapDays',
  alternation: 'alternate',
  minimum: 'atLeast',
  sessions: 'sessions',
  leftOutDateIds: 'leaveOut',
  neededMemberIds: 'needed',
} as const satisfies Record<Exclude<LooserRule['rule'], 'until'>, keyof RulesInput>

function change({ rule, to }: LooserRule): Change {
  // A file names no dates beyond its own, so the planner has none to ask about as well.
  if (rule === 'until') throw new Error('A later end was proposed without later dates')
  return { rule: RULE_NAMES[rule], to }
}

/** The rules of now, and how dates, members and patterns are called in sentences. */
export function namesOf({
  dates,
  timeOf,
  rules,
}: Question): LooseningNames & { pattern(id: string): string } {
  const { gapDays, leftOutDateIds, neededMemberIds } = rules
  const days = new Map(dates.map(({ id, on }) => [id, dayAndTime(on, timeOf.get(id) ?? '')]))
  return {
    gapDays,
    isForRemainder: false,
    leftOutDateIds,
    neededMemberIds,
    date: (id) => days.get(id) ?? shownName(id),
    member: shownName,
    pattern: shownName,
  }
}
