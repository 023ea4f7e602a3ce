import { mention, typed } from '../escape.ts'

/** To somebody whom a convenor has put on the roster by hand. */
export function putOnRosterText(groupName: string, byId: string): string {
  return `${mention(byId)} hat dich auf die Mitgliederliste von *${typed(groupName)}* gesetzt.`
}

/** How somebody says no to that. */
export function ratherNotText(): string {
  return 'Wenn das für dich in Ordnung ist, drücke auf *Ich stimme zu*. Wenn du lieber nicht in der Gruppe sein möchtest, drücke auf *Die Gruppe verlassen*; damit ist nichts verloren.'
}

/** To somebody whom a convenor has taken off the roster by hand. */
export function takenOffRosterText(groupName: string, byId: string): string {
  return `${mention(byId)} hat dich von der Mitgliederliste von *${typed(groupName)}* genommen, darum hörst du davon nichts mehr von mir. Wenn dich das überrascht, sprich bitte mit dieser Person. Du bist wieder willkommen.`
}

/** To the other convenors, when the roster was changed between two bus stops. */
export function rosterOverriddenText(slackUserId: string, isOn: boolean, byId: string): string {
  const what = isOn ? 'auf die Mitgliederliste gesetzt' : 'von der Mitgliederliste genommen'
  return `${mention(byId)} hat ${mention(slackUserId)} ${what}, obwohl der Durchgang läuft. Das ist festgehalten.`
}

/** What leaving means, before anybody does it. */
export function leaveText(groupName: string, isConvenor: boolean): string {
  const role = isConvenor
    ? ' Du koordinierst die Gruppe weiterhin; `/supportgroup convenors` ändert das.'
    : ''
  return `Du kannst mit \`/supportgroup busstop\` an der nächsten Haltestelle aussteigen oder *${typed(groupName)}* sofort verlassen. Dann stehst du nicht mehr auf der Mitgliederliste, ich vergesse, was du zu kommenden Terminen und Treffen gesagt hast, und womit du beim Zusteigen einverstanden warst, ist zurückgenommen. Die Koordination erfährt es; die Gruppe erfährt es nicht von mir.${role}`
}

/** What pressing "leave" does. */
export function leaveConfirmation(): string {
  return 'Du stehst sofort nicht mehr auf der Mitgliederliste, und die Koordination erfährt es. Du bist wieder willkommen; einen Platz gibt es dann an einer Haltestelle.'
}

/** To somebody who has left. */
export function leftText(groupName: string): string {
  return `Du hast *${typed(groupName)}* verlassen. Danke, dass du mit uns gefahren bist; du bist wieder willkommen.`
}

/** To the convenors, about somebody who has left. */
export function memberLeftText(slackUserId: string): string {
  return `${mention(slackUserId)} hat die Gruppe verlassen und steht nicht mehr auf der Mitgliederliste. Sonst habe ich es niemandem gesagt. Wenn die Person noch im Kanal ist, kläre das bitte mit ihr.`
}
