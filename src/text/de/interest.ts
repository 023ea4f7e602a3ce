import { mention, typed } from '../escape.ts'
import { INTERESTED_SHOWN } from '../list-length.ts'
import { counted } from './count.ts'
import { dateInWords } from './date.ts'

/** To somebody about their own place on the interest list of a group; `sinceOn` is null when they are not on it. */
export function ownInterestText(groupName: string, sinceOn: string | null): string {
  const name = `*${typed(groupName)}*`
  return sinceOn
    ? `Du stehst seit ${dateInWords(sinceOn)} auf der Interessiertenliste von ${name}. Die Koordination sieht das und entscheidet, wer gefragt wird, wenn ein Platz frei ist; sonst hört niemand davon.`
    : `Du stehst nicht auf der Interessiertenliste von ${name}.`
}

/** How many people of a long list are not named in it. */
function andMore(people: number): string[] {
  return people > INTERESTED_SHOWN
    ? [`• und ${counted(people - INTERESTED_SHOWN, 'eine weitere Person', 'weitere Personen')}`]
    : []
}

/** The interest list, for a convenor. */
export function interestListText(people: readonly { slackUserId: string; sinceOn: string }[]): string {
  if (people.length === 0) return '*Die Interessiertenliste* ist leer.'
  const shown = people.slice(0, INTERESTED_SHOWN)
  return [
    '*Die Interessiertenliste*; wer am längsten wartet, steht oben. Nur die Koordination sieht sie:',
    ...shown.map(({ slackUserId, sinceOn }) => `• ${mention(slackUserId)}, seit ${dateInWords(sinceOn)}`),
    ...andMore(people.length),
  ].join('\n')
}

/** How people get on it, for a convenor. */
export function howToGetOn(word: string): string {
  return `Wenn du jemandem von der Gruppe erzählst, gib diese Zeile mit. Irgendwo in diesem Workspace eingetippt, setzt sie die Person auf die Liste; von selbst erzähle ich niemandem von der Gruppe.\n\`/supportgroup interest ${word}\``
}

/** When people can be invited, for a convenor who cannot just now. */
export function invitingLater(): string {
  return 'Gerade kann niemand eingeladen werden: Plätze werden an der Haltestelle vergeben, und zwischen dem Festlegen der Termine und dem ersten Treffen.'
}

/** To the convenor, about somebody who put themselves on the list. */
export function interestShownText(slackUserId: string): string {
  return `${mention(slackUserId)} möchte einen Platz und steht auf der Interessiertenliste. \`/supportgroup interest\` zeigt sie. Niemand wird gefragt, bevor du es sagst.`
}
