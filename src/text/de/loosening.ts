import type { Loosening, LooserRule } from '#domain/planner.ts'
import type { LooseningNames } from '../en/loosening.ts'
import { WAYS_NAMED } from '../list-length.ts'
import { counted, inWords, listed } from './count.ts'
import { dayInWords } from './date.ts'
import { plural } from './plural.ts'

/**
 * What would give a run, in one sentence: "Es würde gehen, wenn der größte Abstand 28 Tage wäre (ein Durchgang, …)."
 * Empty when nothing is known to help.
 */
export function whatWouldHelp(loosenings: readonly Loosening[], names: LooseningNames): string {
  const ways = loosenings.slice(0, WAYS_NAMED).map((loosening) => {
    const { runs, attendances, possibleAttendances } = loosening
    return `${wayInWords(loosening, names)} (${counted(runs, 'ein Durchgang', 'Durchgänge')}, bis zu ${attendances} von ${possibleAttendances} Teilnahmen)`
  })
  if (ways.length === 0) return ''
  return `Es würde gehen, ${new Intl.ListFormat('de', { type: 'disjunction' }).format(ways)}.`
}

/** One way: "wenn der größte Abstand 28 Tage wäre", "wenn die Mindestzahl vier Personen wäre". */
export function wayInWords({ looser }: Pick<Loosening, 'looser'>, names: LooseningNames): string {
  return looser.map((step) => stepInWords(step, names)).join(' und ')
}

function stepInWords(step: LooserRule, names: LooseningNames): string {
  switch (step.rule) {
    case 'gapDays': {
      const { min, max } = step.to
      if (min === names.gapDays.min) return `wenn der größte Abstand ${counted(max, 'ein Tag', 'Tage')} wäre`
      if (max === names.gapDays.max)
        return `wenn der kleinste Abstand ${counted(min, 'ein Tag', 'Tage')} wäre`
      return `wenn Abstände von ${min} bis ${counted(max, 'einem Tag', 'Tagen')} erlaubt wären`
    }
    case 'alternation':
      return 'wenn das Abwechseln der Zeitfenster bevorzugt und nicht verlangt würde'
    case 'minimum':
      return `wenn die Mindestzahl ${counted(step.to, 'eine Person', 'Personen')} wäre`
    case 'sessions':
      return names.isForRemainder
        ? `wenn es nur ${counted(step.to, 'ein neuer Termin', 'neue Termine')} ${plural(step.to, { one: 'wäre', other: 'wären' })}`
        : `wenn der Durchgang ${counted(step.to, 'ein Treffen')} hätte`
    case 'until':
      return `wenn auch nach Terminen bis ${dayInWords(step.to)} gefragt würde`
    case 'leftOutDateIds':
      return `wenn nicht ausgelassen würde: ${listed(missing(names.leftOutDateIds, step.to).map(names.date))}`
    case 'neededMemberIds':
      return `wenn nicht jedes Mal dabei sein müsste: ${listed(missing(names.neededMemberIds, step.to).map(names.member))}`
  }
}

/** The button that applies it: "Höchstens 28 Tage Abstand", "Mindestzahl vier". */
export function looseningLabel(
  { looser }: Pick<Loosening, 'looser'>,
  names: Pick<LooseningNames, 'gapDays' | 'isForRemainder'>,
): string {
  return looser.map((step) => stepLabel(step, names)).join(', ')
}

function stepLabel(
  step: LooserRule,
  { gapDays, isForRemainder }: Pick<LooseningNames, 'gapDays' | 'isForRemainder'>,
): string {
  switch (step.rule) {
    case 'gapDays':
      if (step.to.min === gapDays.min) return `Höchstens ${counted(step.to.max, 'einen Tag', 'Tage')} Abstand`
      if (step.to.max === gapDays.max)
        return `Mindestens ${counted(step.to.min, 'einen Tag', 'Tage')} Abstand`
      return `${step.to.min} bis ${counted(step.to.max, 'einen Tag', 'Tage')} Abstand`
    case 'alternation':
      return 'Abwechseln nur bevorzugen'
    case 'minimum':
      return `Mindestzahl ${inWords(step.to)}`
    case 'sessions':
      return isForRemainder
        ? `Nur ${counted(step.to, 'ein neuer Termin', 'neue Termine')}`
        : `Nur ${counted(step.to, 'ein Treffen')} planen`
    case 'until':
    case 'leftOutDateIds':
    case 'neededMemberIds':
      return 'Nach mehr Terminen fragen'
  }
}

/** What the button does, before it is done. */
export function loosenConfirmation(looser: readonly LooserRule[]): string {
  const isSetting = looser.some(({ rule }) => rule !== 'sessions')
  return isSetting
    ? 'Das ändert die Einstellungen der Gruppe, auch für spätere Durchgänge, und bietet dir an, was dann möglich ist. Noch wird nichts festgelegt.'
    : 'Damit kannst du aus weniger Terminen dieser Terminumfrage wählen. Noch wird nichts festgelegt, und die Einstellungen bleiben, wie sie sind.'
}

function missing(before: readonly string[], after: readonly string[]): string[] {
  return before.filter((id) => !after.includes(id))
}
