import { listed } from './count.ts'
import { dayInWords, slotInWords, type When } from './date.ts'
import { plural } from './plural.ts'
import type { NumberedWhen } from './session.ts'

/** What became of apologies for several sessions at once. */
export type SeveralApologies = {
  sent: readonly When[]
  takenBack: readonly When[]
  leftAlone: readonly When[]
  isAnyGone: boolean
}

/** Above a member's list of sessions to tick. */
export function severalIntro(): string {
  return 'Tick every session that you cannot come to, and untick those that you can. No reason is needed.'
}

/** One session to tick: "3. Sunday 7 March, 14:00 to 17:00". */
export function sessionToTick(session: NumberedWhen): string {
  return `${session.number}. ${slotInWords(session)}`
}

/** To a member who has sent or taken back several apologies at once. */
export function severalDone(result: SeveralApologies): string {
  const { sent, takenBack } = result
  return summary(
    [
      ...(sent.length > 0 ? [`Thank you for letting us know. We will miss you on ${days(sent)}.`] : []),
      ...(takenBack.length > 0
        ? [`Good that you can come on ${days(takenBack)} after all. You are expected again.`]
        : []),
    ],
    result,
  )
}

/** To a convenor who has recorded them for somebody. */
export function severalRecorded(result: SeveralApologies): string {
  const { sent, takenBack } = result
  return summary(
    [
      ...(sent.length > 0 ? [`Apologies are recorded for ${days(sent)}.`] : []),
      ...(takenBack.length > 0 ? [`Apologies are taken back for ${days(takenBack)}.`] : []),
    ],
    result,
  )
}

/** After a form in which nothing was changed. */
export function nothingChanged(): string {
  return 'Nothing was changed: everything stands as it did.'
}

function summary(done: readonly string[], { leftAlone, isAnyGone }: SeveralApologies): string {
  return [
    ...(done.length > 0 ? done : [nothingChanged()]),
    ...(leftAlone.length > 0
      ? [
          `${days(leftAlone)} ${plural(leftAlone.length, { one: 'has', other: 'have' })} begun or been skipped in the meantime, and ${plural(leftAlone.length, { one: 'stays as it was', other: 'stay as they were' })}.`,
        ]
      : []),
    ...(isAnyGone
      ? ['Not all of those dates are fixed any more; `/supportgroup status` shows which are.']
      : []),
  ].join('\n')
}

function days(whens: readonly When[]): string {
  return listed(whens.map(({ on }) => dayInWords(on)))
}
