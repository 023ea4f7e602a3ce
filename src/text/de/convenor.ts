import { channelMention, mention } from '../escape.ts'
import { counted, inWords, listed } from './count.ts'
import { plural } from './plural.ts'

/** Who convenes a group, for its members. */
export function whoConvenes(convenorIds: readonly string[]): string {
  if (convenorIds.length === 0)
    return 'Diese Gruppe hat gerade keine Koordination. Wer sie koordinieren möchte, kann in meiner Nachricht im Kanal auf *Ich würde koordinieren* drücken.'
  return `${convening(convenorIds)} diese Gruppe.`
}

/** Below the field of the form. */
export function convenorsHint(): string {
  return 'Sie wählen die Termine und ändern die Einstellungen; mindestens eine Person ist nötig. Zum Übergeben setze die andere Person hinein und nimm dich heraus. Die Gruppe erfährt, wer koordiniert.'
}

/** Beside the field, when somebody in it cannot be reached. */
export function cannotConvene(): string {
  return 'Eine App, oder wer ein geschlossenes Konto hat, kann nicht koordinieren. Bitte nimm sie heraus.'
}

/** After the form was saved. */
export function convenorsSaved(convenorIds: readonly string[]): string {
  return `Das ist gespeichert: ${convening(convenorIds)} die Gruppe.`
}

/** In the channel, after the convenors were changed. */
export function convenorsChangedText(convenorIds: readonly string[]): string {
  return `Von jetzt an gilt: ${convening(convenorIds)} die Gruppe.`
}

/** To a convenor who has left the channel. */
export function convenorOutsideText(channelId: string): string {
  return `Du bist nicht mehr in ${channelMention(channelId)} und koordinierst diese Gruppe weiterhin. Niemand sonst hat die Koordination bekommen, und was ich der Koordination sage, erreicht dich hier wie bisher; Befehle gehen aber nur im Kanal. Um weiterzumachen, komm dorthin zurück. Um zu übergeben, drücke auf *Wer koordiniert*, setze jemand anderes hinein und nimm dich heraus.`
}

/** To a new convenor. */
export function becameConvenorText(channelId: string): string {
  return [
    `Du koordinierst von jetzt an die Gruppe in ${channelMention(channelId)}. Danke, dass du das übernimmst.`,
    'Tippe diese Befehle im Kanal: `/supportgroup status` zeigt, wie es um die Gruppe steht; `/supportgroup schedule` findet die Termine eines Durchgangs; `/supportgroup fix` zeigt, was nach einer Terminumfrage zur Wahl steht; `/supportgroup busstop` zeigt, wer weiterfährt und wer aussteigt; `/supportgroup settings` ändert, wie die Gruppe arbeitet; `/supportgroup convenors` nimmt andere dazu oder übergibt. `/supportgroup help` zählt alles auf.',
    'Was ich der Koordination bisher gesagt habe, hat nur die anderen erreicht: Bitte sieh dir zuerst den Stand an.',
  ].join('\n')
}

/** To somebody who is no convenor any more. */
export function ceasedConvenorText(channelId: string, isMember: boolean): string {
  const place = isMember ? ' Dein Platz als Mitglied ist, wie er war.' : ''
  return `Du koordinierst die Gruppe in ${channelMention(channelId)} nicht mehr. Danke für das, was du für sie getan hast.${place}`
}

/** To the other convenors, when the account of one was closed. */
export function convenorGoneText(slackUserId: string, channelId: string, isOnRoster: boolean): string {
  const place = isOnRoster
    ? ' Auch der Platz auf der Mitgliederliste bleibt, aber erwartet und gefragt wird die Person nicht mehr.'
    : ''
  return `Das Konto von ${mention(slackUserId)} ist geschlossen, darum koordiniert diese Person die Gruppe in ${channelMention(channelId)} nicht mehr. Wenn es wieder geöffnet wird, ist alles wie zuvor; \`/supportgroup convenors\` ändert, wer koordiniert.${place}`
}

/** To the other convenors, when it is open again. */
export function convenorBackText(slackUserId: string, channelId: string): string {
  return `Das Konto von ${mention(slackUserId)} ist wieder offen, darum koordiniert diese Person die Gruppe in ${channelMention(channelId)} wie zuvor.`
}

/** In the channel, when the last convenor is gone. */
export function convenorWantedText(needed: number): string {
  const support = plural(needed, {
    one: 'eine Person von euch ein Angebot unterstützt',
    other: `${inWords(needed)} von euch dasselbe Angebot unterstützen`,
  })
  return `*Diese Gruppe hat gerade keine Koordination,* weil das letzte Konto geschlossen wurde. Wer sie koordinieren möchte, drückt auf *Ich würde koordinieren*. Alle können ein Angebot unterstützen und zu einem anderen wechseln. Wenn ${support}, also mehr als die Hälfte, übernimmt die Koordination, wer es gemacht hat. Bis dahin gehen Erinnerungen und eine offene Terminumfrage weiter wie bisher.`
}

/** What the press on that button means. */
export function offerConfirmation(needed: number): string {
  return plural(needed, {
    one: 'Du koordinierst die Gruppe dann sofort: Du wählst ihre Termine und änderst ihre Einstellungen.',
    other: `Die Gruppe sieht, dass du es anbietest. Wenn ${counted(needed, 'eine Person', 'Personen')} das unterstützen, dich eingeschlossen, koordinierst du: Du wählst ihre Termine und änderst ihre Einstellungen.`,
  })
}

/** One offer, as everybody in the group sees it. */
export function offerLine(slackUserId: string, supporters: number, needed: number): string {
  return `${mention(slackUserId)}: unterstützt von ${counted(supporters, 'einer Person', 'Personen')}, nötig ${plural(needed, { one: 'ist eine', other: `sind ${inWords(needed)}` })}.`
}

/** To a member who offers, or supports an offer. */
export function supportNoted(slackUserId: string, isOwn: boolean): string {
  return isOwn
    ? 'Danke. Die Gruppe kann dein Angebot sehen und unterstützen. Um es aufzugeben, unterstütze ein anderes.'
    : `Danke. Du unterstützt das Angebot von ${mention(slackUserId)}; du kannst zu einem anderen wechseln.`
}

/** In place of the search, once it is over. */
export function nowConvening(convenorIds: readonly string[]): string {
  return `${convening(convenorIds)} die Gruppe jetzt. Es ist nichts mehr zu tun.`
}

function convening(convenorIds: readonly string[]): string {
  return `${listed(convenorIds.map(mention))} ${plural(convenorIds.length, { one: 'koordiniert', other: 'koordinieren' })}`
}
