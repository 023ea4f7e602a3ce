import type { Loosening, LooserRule } from '#domain/planner.ts'
import { WAYS_NAMED } from '../list-length.ts'
import { counted, inWords, listed } from './count.ts'
import { dayInWords } from './date.ts'

/** The rules of now, and how dates and members are called. */
export type LooseningNames = {
  gapDays: { min: number; max: number }
  /** Whether dates are chosen that replace others in a run under way. */
  isForRemainder: boolean
  leftOutDateIds: readonly string[]
  neededMemberIds: readonly string[]
  date(id: string): string
  member(id: string): string
}

/**
 * What would give a run, in one sentence: "It would work if the largest gap were 28 days (one run, 61 of 72
 * attendances), or with a minimum of four (…)." Empty when nothing is known to help.
 */
export function whatWouldHelp(loosenings: readonly Loosening[], names: LooseningNames): string {
  const ways = loosenings.slice(0, WAYS_NAMED).map((loosening) => {
    const { runs, attendances, possibleAttendances } = loosening
    return `${wayInWords(loosening, names)} (${counted(runs, 'run')}, up to ${attendances} of ${possibleAttendances} attendances)`
  })
  if (ways.length === 0) return ''
  return `It would work ${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(ways)}.`
}

/** One way: "if the largest gap were 28 days", "with a minimum of four". */
export function wayInWords({ looser }: Pick<Loosening, 'looser'>, names: LooseningNames): string {
  return looser.map((step) => stepInWords(step, names)).join(' and ')
}

function stepInWords(step: LooserRule, names: LooseningNames): string {
  switch (step.rule) {
    case 'gapDays': {
      const { min, max } = step.to
      if (min === names.gapDays.min) return `if the largest gap were ${counted(max, 'day')}`
      if (max === names.gapDays.max) return `if the smallest gap were ${counted(min, 'day')}`
      return `if the gaps were from ${min} to ${counted(max, 'day')}`
    }
    case 'alternation':
      return 'if taking the slots in turn were preferred rather than required'
    case 'minimum':
      return `with a minimum of ${inWords(step.to)}`
    case 'sessions':
      return names.isForRemainder
        ? `with only ${counted(step.to, 'new date')}`
        : `with a run of ${inWords(step.to)}`
    case 'until':
      return `if dates until ${dayInWords(step.to)} were asked about as well`
    case 'leftOutDateIds':
      return `if ${listed(missing(names.leftOutDateIds, step.to).map(names.date))} were not left out`
    case 'neededMemberIds':
      return `if ${listed(missing(names.neededMemberIds, step.to).map(names.member))} were not needed every time`
  }
}

/** The button that applies it: "Use 28 days", "Use a minimum of four". */
export function looseningLabel(
  { looser }: Pick<Loosening, 'looser'>,
  names: Pick<LooseningNames, 'gapDays' | 'isForRemainder'>,
): string {
  const [first = '', ...rest] = looser.map((step) => stepLabel(step, names))
  return [first, ...rest.map((label) => label.charAt(0).toLowerCase() + label.slice(1))].join(', ')
}

function stepLabel(
  step: LooserRule,
  { gapDays, isForRemainder }: Pick<LooseningNames, 'gapDays' | 'isForRemainder'>,
): string {
  switch (step.rule) {
    case 'gapDays':
      if (step.to.min === gapDays.min) return `Use ${counted(step.to.max, 'day')}`
      if (step.to.max === gapDays.max) return `Use ${counted(step.to.min, 'day')} at least`
      return `Use ${step.to.min} to ${counted(step.to.max, 'day')}`
    case 'alternation':
      return 'Prefer taking turns'
    case 'minimum':
      return `Use a minimum of ${inWords(step.to)}`
    case 'sessions':
      return isForRemainder
        ? `Take only ${counted(step.to, 'new date')}`
        : `Plan ${counted(step.to, 'session')}`
    case 'until':
    case 'leftOutDateIds':
    case 'neededMemberIds':
      return 'Ask about more dates'
  }
}

/** What the button does, before it is done. */
export function loosenConfirmation(looser: readonly LooserRule[]): string {
  const isSetting = looser.some(({ rule }) => rule !== 'sessions')
  return isSetting
    ? 'This changes the settings of the group, also for later runs, and offers you what is possible then. Nothing is fixed yet.'
    : 'This offers you a choice of fewer dates from this poll. Nothing is fixed yet, and the settings stay as they are.'
}

function missing(before: readonly string[], after: readonly string[]): string[] {
  return before.filter((id) => !after.includes(id))
}
