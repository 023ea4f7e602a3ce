import type { ReadAlong } from '#domain/delivery.ts'
import type { CommandLine } from '../en/help.ts'

/** The short help, part by part: what members can do, what convenors can, and what can be typed anywhere. */
export function helpText(lines: readonly CommandLine[]): string[] {
  const part = (heading: string, isFor: CommandLine['isFor']) => {
    const shown = lines.filter((line) => line.isFor === isFor)
    const listed = shown.map(({ name, usage }) => `• \`/supportgroup ${name}\` ${usage}`)
    return listed.length > 0 ? [[heading, ...listed].join('\n')] : []
  }
  return [
    ...part(
      '*Ich kümmere mich um die Termine eurer Gruppe.* Tippe einen dieser Befehle in ihrem privaten Kanal:',
      'members',
    ),
    ...part('*Ebenfalls dort, für die Koordination:*', 'convenors'),
    ...part('*In jedem Kanal und jeder Unterhaltung:*', 'anybody'),
  ]
}

/** How a group begins, for somebody who is in none where they ask. */
export function howToBegin(): string {
  return '*Um eine Gruppe zu beginnen,* lege einen privaten Kanal für sie an, lade mich dort ein und tippe dort `/supportgroup setup`.'
}

/** Before the help, when somebody typed a sub-command that there is not; the one that they may have meant. */
export function unknownSubCommand(meant: string | undefined): string {
  return meant
    ? `Diesen Befehl kenne ich nicht, darum ist nichts geschehen. Meintest du \`/supportgroup ${meant}\`? \`/supportgroup help\` zeigt alle, die es gibt.`
    : 'Diesen Befehl kenne ich nicht, darum ist nichts geschehen. Diese kenne ich:'
}

/** To whoever has just invited the bot to a channel. */
export function invitedText(): string {
  return 'Danke für die Einladung. Wenn du so weit bist, tippe hier `/supportgroup setup`; es dauert etwa zwei Minuten, und es erscheint nichts, bevor du es sagst.'
}

/** While a form takes a moment. */
export function oneMoment(): string {
  return 'Einen Moment, bitte.'
}

/** When something unexpected happened. The reference is in the log, too. */
export function brokenText(reference: string): string {
  return `Das hat nicht geklappt, oder ich konnte nicht zeigen, dass es geklappt hat. Bitte sieh nach, ob sich etwas geändert hat, und versuche es sonst in einer Minute noch einmal; wenn es wieder geschieht, nenne der Koordination diese Nummer: ${reference}.`
}

/** In a form that was opened and then could not be filled; the number is said beside it. */
export function formBrokenText(): string {
  return 'Das hat nicht geklappt. Bitte schließe dieses Fenster und versuche es in einer Minute noch einmal.'
}

/** When somebody asks for very many things at once. */
export function tooQuickText(): string {
  return 'Das war mehr auf einmal, als ich für eine Person tun kann, darum ist es nicht geschehen. Bitte warte einen Moment und versuche es dann noch einmal.'
}

/** When a button or a form means nothing any more, or not what it once meant. */
export function outdatedText(): string {
  return 'Dieser Knopf oder dieses Formular gehört zu einer älteren Nachricht, und ich weiß nicht mehr, wofür es steht. Es wurde nichts geändert. Tippe `/supportgroup help` im Kanal deiner Gruppe, um zu sehen, was du dort tun kannst.'
}

/** When somebody typed a command that Slack passes on and that is not ours any more. */
export function commandUnknown(): string {
  return 'Diesen Befehl kenne ich nicht. Tippe `/supportgroup help` im Kanal deiner Gruppe, um zu sehen, was du dort tun kannst.'
}

/** To the convenor, about a message of which Slack did not say whether it was posted. */
export function isItThereText(what: string, channelId: string, isPoll: boolean): string {
  const find = isPoll
    ? ' Wenn ja, setze bitte auch irgendein Emoji darunter, damit ich sie finde und zählen kann.'
    : ''
  return `Slack hat mir nicht gesagt, ob das in <#${channelId}> angekommen ist: ${what}. Bitte sieh nach: Steht es dort?${find}`
}

/** To the convenor, when Slack does not let the bot post in the group's channel. */
export function couldNotPostText(channelId: string): string {
  return `Ich konnte in <#${channelId}> nichts schreiben. Wahrscheinlich bin ich nicht mehr im Kanal, oder er ist archiviert. Bitte tippe dort \`/invite\` und meinen Namen, oder lass ihn wieder öffnen. Dann schreibe ich, was wartet: innerhalb einer Viertelstunde, oder sofort, wenn du auf den Knopf drückst.`
}

/** To the convenor, when others could read along in the group's channel. */
export function notPrivateText(channelId: string, readAlong: ReadAlong): string {
  const [how, mend] =
    readAlong === 'shared'
      ? ['mit einem anderen Workspace geteilt', 'das Teilen zu beenden']
      : ['öffentlich', 'ihn wieder privat zu machen']
  return `<#${channelId}> ist jetzt ${how}, darum könnten Menschen mitlesen, die nicht in unserer Gruppe sind. Solange das so ist, schreibe ich dort nichts, und was fällig wird, wartet. Bitte wende dich an jemanden, der sich um euren Workspace kümmert, um ${mend}. Dann mache ich weiter: innerhalb einer Viertelstunde, oder sofort, wenn du auf den Knopf drückst. Wenn der Kanal so bleiben soll, braucht die Gruppe einen eigenen privaten Kanal: Tippe dort \`/supportgroup setup\`.`
}

/** To the convenor, when Slack takes other messages in the channel but not this one. */
export function messageRefusedText(channelId: string): string {
  return `Slack hat eine meiner Nachrichten in <#${channelId}> nicht angenommen, und es lag an der Nachricht selbst. Was danach kommt, schreibe ich trotzdem. Mit dem Knopf kannst du es mich noch einmal versuchen lassen; wenn ich dir das noch einmal sage, wende dich bitte an die Person, die mich betreibt: Der Grund steht in meinem Protokoll.`
}

/** After the convenor has mended that. */
export function postingParked(): string {
  return 'Ich schreibe jetzt, was gewartet hat, soweit es noch stimmt.'
}

/** After the convenor has said whether it was there. */
export function settledText(isThere: boolean): string {
  return isThere ? 'Gut. Dann ist nichts mehr zu tun.' : 'Ich schreibe es jetzt.'
}
