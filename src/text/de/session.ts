import type { When } from '../en/date.ts'
import type { NumberedWhen, WhyMissed } from '../en/session.ts'
import { mention } from '../escape.ts'
import { capital, counted, ordinal } from './count.ts'
import { dayInWords, sessionInWords, slotInWords, zoneInWords } from './date.ts'
import { plural } from './plural.ts'

/** "Sieben Personen werden erwartet.", "Niemand wird erwartet." */
export function expectedInWords(count: number): string {
  return `${areExpected(count)} erwartet.`
}

/** The same in a list, after a date. */
export function expectedBeside(count: number): string {
  return `${count === 0 ? 'niemand' : counted(count, 'eine Person', 'Personen')} erwartet`
}

function areExpected(count: number): string {
  if (count === 0) return 'Niemand wird'
  return plural(count, {
    one: 'Eine Person wird',
    other: `${capital(counted(count, 'eine Person', 'Personen'))} werden`,
  })
}

/** How apologies are sent from a message in the channel. */
function sendApologies(): string {
  return 'Wenn du nicht kommen kannst, entschuldige dich mit dem Knopf; ein Grund ist nicht nötig.'
}

/** The reminder in the channel before a session. */
export function reminderText(session: NumberedWhen, expectedCount: number): string {
  return `*Unser ${ordinal(session.number, 'es')} Treffen: ${sessionInWords(session)}*. ${expectedInWords(expectedCount)} ${sendApologies()}`
}

/** The private reminder of a member who has asked for it. */
export function ownReminderText(session: NumberedWhen): string {
  return `*Unser ${ordinal(session.number, 'es')} Treffen: ${sessionInWords(session)}*. Das ist die Erinnerung, um die du gebeten hast. ${sendApologies()}`
}

/** A reminder whose session has been skipped since. */
export function reminderOverText(session: NumberedWhen): string {
  return `Unser ${ordinal(session.number, 'es')} Treffen am ${dayInWords(session.on)} fällt aus.`
}

/** To a member whose apologies are noted. */
export function apologySent(session: When): string {
  return `Danke, dass du uns Bescheid gibst. Du wirst uns am ${dayInWords(session.on)} fehlen.`
}

/** To a member who can come after all. */
export function apologyTakenBack(session: When): string {
  return `Schön, dass du am ${dayInWords(session.on)} doch kommen kannst. Wir erwarten dich wieder.`
}

/** Above a member's own list of coming sessions. */
export function apologiesIntro(): string {
  return 'Wir erwarten dich bei jedem Treffen, wenn du dich nicht entschuldigst. Ein Grund ist nicht nötig, und du kannst eine Entschuldigung zurücknehmen.'
}

/** One coming session in a member's own list; `recordedBy` is the convenor who noted their apologies for them. */
export function apologyLine(session: NumberedWhen, isSent: boolean, recordedBy: string | null): string {
  const by = recordedBy ? `, eingetragen von ${mention(recordedBy)}` : ''
  return `*Unser ${ordinal(session.number, 'es')} Treffen:* ${slotInWords(session)}${isSent ? ` · du bist entschuldigt${by}` : ''}`
}

/** The run card: every date of a run; `sought` are those that are being looked for anew. */
export function runCardText(
  sessionsWanted: number,
  sought: number,
  sessions: readonly (NumberedWhen & { isSkipped: boolean; isOver: boolean })[],
): string {
  const lines = sessions.map((session) => {
    const state = session.isSkipped ? ' (fällt aus)' : session.isOver ? ' (vorbei)' : ''
    return `${session.number}. ${slotInWords(session)}${state}`
  })
  const zone = sessions[0] ? ` (${zoneInWords(sessions[0].timeZone)})` : ''
  const open = sought > 0 ? [stillSought(sought)] : []
  return [`*${runTitle(sessionsWanted)}*${zone}`, ...lines, ...open].join('\n')
}

export function runTitle(sessionsWanted: number): string {
  return `Unser Durchgang von ${counted(sessionsWanted, 'einem Treffen')}`
}

export function stillSought(missing: number): string {
  return plural(missing, {
    one: 'Ein weiterer Termin wird noch gesucht.',
    other: `${capital(counted(missing, 'ein Termin', 'weitere Termine'))} werden noch gesucht.`,
  })
}

/** Below the dates of the run card. `lastOn` is the day of the last session, once it is known. */
export function runCardNotes(lastOn: string | null): string {
  const when = lastOn ? ` am ${dayInWords(lastOn)}` : ''
  return `Nach dem letzten Treffen${when} kommt unsere *Haltestelle*: Manche steigen vielleicht aus, andere zu, und ein neuer Durchgang beginnt. Wenn du geantwortet hast, einer dieser Termine dir aber nicht passt, bist du für ihn schon entschuldigt; \`/supportgroup apologies\` zeigt das und nimmt es zurück. Wer nicht geantwortet hat, wird erwartet und kann sich entschuldigen.`
}

/** When a session is behind the group and another comes. */
export function sessionOverText(next: NumberedWhen): string {
  return `*Als Nächstes: unser ${ordinal(next.number, 'es')} Treffen, ${sessionInWords(next)}.*`
}

/** When a session is behind the group and the next has no date yet. */
export function nextIsSought(): string {
  return 'Der Termin unseres nächsten Treffens wird gesucht.'
}

/** When the last session is behind the group. */
export function runOverText(sessions: number): string {
  const last = plural(sessions, {
    one: 'Das war unser Treffen in diesem Durchgang',
    other: `Das war das letzte unserer ${counted(sessions, 'ein Treffen')}`,
  })
  return `${last}: Wir haben die *Haltestelle* erreicht. Danke, dass ihr miteinander unterwegs wart. Die Koordination meldet sich wegen des nächsten Durchgangs.`
}

/** One session fixed, in a group that plans one at a time. */
export function sessionFixedText(session: NumberedWhen, expectedCount: number): string {
  return `*Unser nächstes Treffen ist festgelegt: ${sessionInWords(session)}.* ${expectedInWords(expectedCount)} ${sendApologies()}`
}

/** A session that a convenor skipped, in the channel. */
export function sessionSkippedText(session: NumberedWhen): string {
  return `*Unser ${ordinal(session.number, 'es')} Treffen, ${slotInWords(session)}, fällt aus.* Alle anderen Termine bleiben, wie sie sind.`
}

/** To the convenor, when somebody changes their mind late. */
export function lateChangeText(
  slackUserId: string,
  session: When,
  isComing: boolean,
  expectedCount: number,
): string {
  const who = mention(slackUserId)
  const what = isComing
    ? `${who} kann doch kommen: ${slotInWords(session)}.`
    : `${who} entschuldigt sich: ${slotInWords(session)}.`
  return `${what} ${areExpected(expectedCount)} jetzt erwartet.`
}

/** To the convenor, when too few are expected. Nothing happens unless they choose. */
export function belowMinimumText(session: When, expectedCount: number, minimum: number): string {
  return `${areExpected(expectedCount)} am ${dayInWords(session.on)} erwartet; eure Mindestzahl ist ${counted(minimum, 'eine Person', 'Personen')}. Du kannst es dabei lassen, das Treffen ausfallen lassen, es verschieben oder den Rest des Durchgangs neu planen. Es ändert sich nichts, wenn du nichts wählst.`
}

/** What pressing "skip" does, before it is done. */
export function skipConfirmation(session: When): string {
  return `Die ganze Gruppe erfährt, dass das Treffen am ${dayInWords(session.on)} ausfällt. Alle anderen Termine bleiben.`
}

/** To the convenor who left a thin session as it is. */
export function leftAsItIs(session: When): string {
  return `Gut. Es bleibt bei ${dayInWords(session.on)}.`
}

/** To the convenor who skipped a session. */
export function skippedText(session: When): string {
  return `Das Treffen am ${dayInWords(session.on)} fällt aus, und die Gruppe erfährt es.`
}

/** To the convenor, when the last reminder of a session was not posted, or perhaps not, until it had begun. */
export function reminderMissedText(session: NumberedWhen, why: WhyMissed): string {
  const which = `die letzte Erinnerung an das ${ordinal(session.number)} Treffen (${slotInWords(session)})`
  if (why === 'unclear')
    return `Slack hat mir nicht gesagt, ob ${which} angekommen ist, und das Treffen hat begonnen. Ich habe sie nicht noch einmal geschickt.`
  const because =
    why === 'away' ? 'Ich lief zu dieser Zeit nicht' : 'Slack hat sie nicht rechtzeitig angenommen'
  return `Ich konnte ${which} nicht schicken: ${because}. Ich habe sie nicht nachgeholt.`
}

/** After the dates were fixed, for the convenor. */
export function nextStepsText(interested: number, placesFree: number): string {
  const people = plural(interested, {
    one: 'Eine Person steht',
    other: `${capital(counted(interested, 'eine Person', 'Personen'))} stehen`,
  })
  const places = plural(placesFree, {
    one: 'ein Platz ist frei',
    other: `${counted(placesFree, 'ein Platz', 'Plätze')} sind frei`,
  })
  const interest =
    interested > 0 && placesFree > 0
      ? `${people} auf der Interessiertenliste, und ${places}. Du kannst einige davon fragen, solange der Durchgang nicht begonnen hat.`
      : ''
  return `Ich erinnere die Gruppe von selbst vor jedem Treffen. ${interest}`.trim()
}

/** With the calendar file. */
export function calendarFileText(): string {
  return 'Hier sind die Termine unseres Durchgangs als Kalenderdatei. Öffne sie, und dein Kalender übernimmt sie, auch wo wir uns treffen, wenn das bekannt ist; wer deinen Kalender betreibt, sieht es dann ebenfalls.'
}

/** Where the calendar file has gone, for whoever pressed the button. */
export function calendarFileSent(): string {
  return 'Ich schicke dir die Kalenderdatei als private Nachricht.'
}

/** When Slack would not take the file. */
export function calendarFileMissing(isForbidden: boolean): string {
  return isForbidden
    ? 'Ich darf in diesem Workspace keine Dateien schicken. `/supportgroup status` zeigt alle Termine.'
    : 'Die Datei ließ sich nicht schicken. Bitte drücke in einer Minute noch einmal auf den Knopf; `/supportgroup status` zeigt alle Termine.'
}

export function yourTimeText(time: string): string {
  return `Deine Zeit: ${time}`
}
