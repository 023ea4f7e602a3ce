import { channelMention, mention } from '../escape.ts'
import { listed } from './count.ts'

/** To a convenor, when somebody on the roster has left the channel or their account was closed. */
export function memberAwayText(slackUserId: string, channelId: string, isClosed: boolean): string {
  const channel = channelMention(channelId)
  const who = mention(slackUserId)
  const what = isClosed
    ? `Das Konto von ${who} in ${channel} ist geschlossen.`
    : `${who} ist nicht mehr in ${channel}.`
  return `${what} Der Platz bleibt, aber die Person wird nicht mehr erwartet oder gefragt. Wenn sie zurückkommt, ist alles wie zuvor; wenn sie für immer gegangen ist, nimm sie in \`/supportgroup settings\` von der Mitgliederliste.`
}

/** To a convenor, when they are back. */
export function memberBackText(slackUserId: string, channelId: string): string {
  return `${mention(slackUserId)} ist zurück in ${channelMention(channelId)}: Die Person wird wieder erwartet und gefragt, und was sie vorher gesagt hat, zählt wie zuvor.`
}

/** Who is away, as a convenor sees it. */
export function awayText(slackUserIds: readonly string[]): string {
  return `*Nicht mehr im Kanal:* ${listed(slackUserIds.map(mention))}. Die Plätze bleiben, aber wer nicht im Kanal ist, wird nicht erwartet oder gefragt.`
}

/** Which newcomers have not been let in, as a convenor sees it. */
export function notArrivedText(slackUserIds: readonly string[]): string {
  return `*Noch nicht im Kanal:* ${listed(slackUserIds.map(mention))}. Ich kann niemanden hinzufügen; bitte lade sie dort ein.`
}
