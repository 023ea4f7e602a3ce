import type { SeveralApologies } from '../en/apology.ts'
import type { When } from '../en/date.ts'
import type { NumberedWhen } from '../en/session.ts'
import { listed } from './count.ts'
import { dayInWords, slotInWords } from './date.ts'
import { plural } from './plural.ts'

/** Above a member's list of sessions to tick. */
export function severalIntro(): string {
  return 'Kreuze jedes Treffen an, zu dem du nicht kommen kannst, und nimm das Kreuz bei denen weg, zu denen du kannst. Ein Grund ist nicht nötig.'
}

/** One session to tick: "3. Sonntag, 7. März, 14:00 bis 17:00". */
export function sessionToTick(session: NumberedWhen): string {
  return `${session.number}. ${slotInWords(session)}`
}

/** To a member who has sent or taken back several apologies at once. */
export function severalDone(result: SeveralApologies): string {
  const { sent, takenBack } = result
  return summary(
    [
      ...(sent.length > 0 ? [`Danke, dass du uns Bescheid gibst. Du wirst uns fehlen: ${days(sent)}.`] : []),
      ...(takenBack.length > 0
        ? [`Schön, dass du doch kommen kannst: ${days(takenBack)}. Wir erwarten dich wieder.`]
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
      ...(sent.length > 0 ? [`Als entschuldigt eingetragen: ${days(sent)}.`] : []),
      ...(takenBack.length > 0 ? [`Entschuldigung zurückgenommen: ${days(takenBack)}.`] : []),
    ],
    result,
  )
}

/** After a form in which nothing was changed. */
export function nothingChanged(): string {
  return 'Es wurde nichts geändert: Alles steht, wie es stand.'
}

function summary(done: readonly string[], { leftAlone, isAnyGone }: SeveralApologies): string {
  const stays = plural(leftAlone.length, {
    one: 'Dieses Treffen hat inzwischen begonnen oder fällt aus und bleibt, wie es war',
    other: 'Diese Treffen haben inzwischen begonnen oder fallen aus und bleiben, wie sie waren',
  })
  return [
    ...(done.length > 0 ? done : [nothingChanged()]),
    ...(leftAlone.length > 0 ? [`${days(leftAlone)}: ${stays}.`] : []),
    ...(isAnyGone
      ? ['Nicht alle diese Termine stehen noch fest; `/supportgroup status` zeigt, welche.']
      : []),
  ].join('\n')
}

function days(whens: readonly When[]): string {
  return listed(whens.map(({ on }) => dayInWords(on)))
}
