import type { BusStopSummary, ChoiceValue } from '#domain/bus-stop.ts'
import { channelMention, mention, typed } from '../escape.ts'
import { capital, counted, inWords, listed, ordinal } from './count.ts'
import { dayInWords } from './date.ts'
import { plural } from './plural.ts'

/** The private question before a bus stop. `toCome` sessions are left. */
export function busStopQuestionText(toCome: number, lastOn: string | null): string {
  return `${howFar(toCome, lastOn)} Möchtest du weiterfahren? Du kannst deine Antwort ändern, bis die Haltestelle geschlossen wird. Nur die Koordination sieht sie.`
}

function howFar(toCome: number, lastOn: string | null): string {
  if (toCome === 0) return 'Wir haben die Haltestelle erreicht.'
  const when = lastOn ? ` am ${dayInWords(lastOn)}` : ''
  return `Noch ${counted(toCome, 'ein Treffen')}, dann erreichen wir${when} die Haltestelle.`
}

/** The same once more, to somebody who has not decided. */
export function busStopReminderText(toCome: number, lastOn: string | null): string {
  return `${howFar(toCome, lastOn)} Wir wissen noch nicht, ob du weiterfahren möchtest. Es eilt nicht: Es kann bei *Noch nicht sicher* bleiben, bis die Haltestelle geschlossen wird. Nur die Koordination sieht es.`
}

/** To somebody who is getting off and has not said that the group knows. */
export function hasGroupHeardText(): string {
  return 'Du steigst an dieser Haltestelle aus. Hat die Gruppe es inzwischen von dir gehört? Wenn du auf *Die Gruppe weiß es* drückst, darf ich dir an der Haltestelle mit Namen danken. Bis dahin erfährt die Gruppe es nicht von mir.'
}

const CHOICES: Record<ChoiceValue, string> = {
  staying: 'Weiterfahren',
  gettingOff: 'An dieser Haltestelle aussteigen',
  undecided: 'Noch nicht sicher',
}

/** A choice as it stands on its button. */
export function choiceInWords(value: ChoiceValue): string {
  return CHOICES[value]
}

/** To a member after they chose. `next` is the number of the next session, if one is to come. */
export function choiceThanks(value: ChoiceValue, hasToldGroup: boolean, next: number | null): string {
  if (value === 'staying')
    return 'Danke. Du fährst weiter; du kannst das ändern, bis die Haltestelle geschlossen wird.'
  if (value === 'undecided')
    return 'Danke. Es eilt nicht: Du kannst wählen, bis die Haltestelle geschlossen wird.'
  if (hasToldGroup)
    return 'Danke. Die Gruppe weiß es also, und ich darf dir an der Haltestelle mit Namen danken. Du bist jederzeit wieder willkommen.'
  const when = next ? `in unserem ${ordinal(next, 'en')} Treffen` : 'selbst'
  return `Danke, dass du uns Bescheid gibst. Hast du es der Gruppe gesagt, oder möchtest du das ${when} tun? Bis du es mir sagst, erfährt die Gruppe es nicht von mir.`
}

/** To a member who is going to tell the group themselves. */
export function willTellThanks(): string {
  return 'Gut. Bis du es mir sagst, erfährt die Gruppe es nicht von mir.'
}

/** On the button of a member who is getting off and will tell the group. */
export function willTellLabel(next: number | null): string {
  return next ? `Ich sage es in unserem ${ordinal(next, 'en')} Treffen` : 'Ich sage es ihnen selbst'
}

/** What the convenor sees at the stop, or before it. `awayIds` are Slack user ids, the rest ids of members. */
export function busStopSummaryText(
  summary: BusStopSummary,
  slackUserIdOf: (memberId: string) => string,
  toldMemberIds: readonly string[],
  awayIds: readonly string[],
): string {
  const named = (id: string) => mention(slackUserIdOf(id))
  const knows = (id: string) => toldMemberIds.includes(id)
  return [
    '*Die Haltestelle.* Das sieht nur die Koordination:',
    ...line('Fährt weiter', summary.staying.map(named)),
    ...line('Steigt aus, und die Gruppe weiß es', summary.gettingOff.filter(knows).map(named)),
    ...line(
      'Steigt aus, und die Gruppe weiß es vielleicht noch nicht',
      summary.gettingOff.filter((id) => !knows(id)).map(named),
    ),
    ...line('Noch nicht sicher', summary.undecided.map(named)),
    ...line('Noch nichts gehört von', summary.silent.map(named)),
    ...line('Nicht mehr im Kanal', awayIds.map(mention)),
  ].join('\n')
}

function line(label: string, people: readonly string[]): string[] {
  return people.length > 0 ? [`*${label}* (${people.length}): ${listed(people)}`] : []
}

/** How many places there are for others; negative where there are more people than places. */
export function placesFreeText(placesFree: number): string {
  if (placesFree < 0)
    return `Es ${plural(-placesFree, {
      one: 'ist eine Person mehr',
      other: `sind ${counted(-placesFree, 'eine Person', 'Personen')} mehr`,
    })}, als es Plätze gibt: Wer eingeladen wurde, behält den Platz, und wer weiterfährt, auch.`
  if (placesFree === 0) return 'Gerade ist kein Platz frei.'
  return plural(placesFree, {
    one: 'Ein Platz ist frei.',
    other: `${capital(inWords(placesFree))} Plätze sind frei.`,
  })
}

/** What a convenor may think about at the stop. */
export function checklistText(): string {
  return [
    '*Vor dem nächsten Durchgang könnt ihr euch das gemeinsam ansehen:*',
    '• eure Vereinbarung: Gilt sie noch?',
    '• die Größe der Gruppe, ihre Tage und Zeiten',
    '• wer koordiniert: `/supportgroup convenors` übergibt',
    '• wie viele Treffen der nächste Durchgang hat und wie weit sie auseinanderliegen: `/supportgroup settings`',
    'Weiterfahren wird erfragt, nie vorausgesetzt: Bitte sprich mit allen, die noch unsicher sind, bevor du die Haltestelle schließt.',
  ].join('\n')
}

/** What pressing "close" does, before it is done; numbers of people and of invitations without an answer. */
export function closeConfirmation(numbers: {
  gettingOff: number
  gettingOn: number
  unsure: number
  open: number
  staying: number
}): string {
  const { gettingOff, gettingOn, unsure, open, staying } = numbers
  return [
    `Die Mitgliederliste ändert sich, und die Gruppe erfährt es. Es ${people(gettingOff, 'steigt', 'steigen')} aus; es ${people(gettingOn, 'steigt', 'steigen')} zu.`,
    ...(unsure > 0
      ? [
          `${capital(counted(unsure, 'eine Person', 'Personen'))} ohne Entscheidung ${plural(unsure, { one: 'bleibt', other: 'bleiben' })} auf der Mitgliederliste.`,
        ]
      : []),
    ...(staying + unsure + gettingOn === 0 ? ['Dann steht niemand auf der Mitgliederliste.'] : []),
    ...(open > 0
      ? [
          `${capital(counted(open, 'eine Einladung', 'Einladungen'))} ohne Antwort ${plural(open, { one: 'endet', other: 'enden' })}.`,
        ]
      : []),
  ].join(' ')
}

function people(count: number, one: string, many: string): string {
  if (count === 0) return `${one} niemand`
  return plural(count, {
    one: `${one} eine Person`,
    other: `${many} ${counted(count, 'eine Person', 'Personen')}`,
  })
}

/** To the convenor who closed it. */
export function closedText(): string {
  return 'Die Haltestelle ist geschlossen, und die Gruppe erfährt es. Der nächste Schritt steht in deinen privaten Nachrichten.'
}

/** What comes after a stop, for everybody. */
function nextDates(): string {
  return 'Als Nächstes kommen die Termine unseres nächsten Durchgangs; die Koordination fragt danach.'
}

/** Instead of the question and the summary, once the stop is behind the group. */
export function stopIsClosedText(): string {
  return `Diese Haltestelle liegt hinter uns. ${nextDates()}`
}

/**
 * In the channel, when a bus stop has closed: Slack user ids of those who got off and said that the group knows, and
 * of newcomers who wanted to be welcomed by name. No numbers, because they would tell of those who said neither.
 */
export function busStopClosedText(gotOffIds: readonly string[], gotOnIds: readonly string[]): string {
  const off = listed(gotOffIds.map(mention))
  const on = listed(gotOnIds.map(mention))
  return [
    '*Wir haben die Haltestelle hinter uns.*',
    ...(off
      ? [
          plural(gotOffIds.length, {
            one: `${off} steigt hier aus. Danke, dass du mit uns gefahren bist; du bist wieder willkommen.`,
            other: `${off} steigen hier aus. Danke, dass ihr mit uns gefahren seid; ihr seid wieder willkommen.`,
          }),
        ]
      : []),
    ...(on
      ? [`Willkommen, ${on}: Hier ${plural(gotOnIds.length, { one: 'steigst du', other: 'steigt ihr' })} zu.`]
      : []),
    nextDates(),
  ].join(' ')
}

/** Privately to somebody who has got off. */
export function farewellText(groupName: string, hasToldGroup: boolean): string {
  const quiet = hasToldGroup ? '' : ' Ich habe es niemandem in der Gruppe gesagt, nur der Koordination.'
  return `Danke, dass du mit *${typed(groupName)}* gefahren bist. Du bist an dieser Haltestelle ausgestiegen und hörst davon nichts mehr von mir.${quiet} Du bist wieder willkommen: Wenn du möchtest, setze ich dich gleich auf die Interessiertenliste, und die Koordination kann dich fragen, wenn ein Platz frei ist.`
}

/** To a convenor, when the next run can be planned. `joinedIds` have just got on; `isEmpty` where nobody is on the roster. */
export function nextRunText(joinedIds: readonly string[], channelId: string, isEmpty: boolean): string {
  const newcomers = listed(joinedIds.map(mention))
  const where = channelMention(channelId)
  const letIn = newcomers
    ? ` ${plural(joinedIds.length, {
        one: `${newcomers} steht jetzt auf der Mitgliederliste: Bitte sorge dafür, dass die Person in ${where} ist`,
        other: `${newcomers} stehen jetzt auf der Mitgliederliste: Bitte sorge dafür, dass sie in ${where} sind`,
      })}, denn ich kann dort selbst niemanden einladen.`
    : ''
  if (isEmpty)
    return 'Die Haltestelle ist geschlossen, und auf der Mitgliederliste steht jetzt niemand. Wenn ihr neu anfangen wollt, setze mit `/supportgroup settings` Personen darauf; dann fragt `/supportgroup schedule` sie nach Terminen.'
  return `Die Haltestelle ist geschlossen.${letIn} Der nächste Schritt sind die Termine des nächsten Durchgangs; das Formular beginnt mit euren Einstellungen und der letzten Terminumfrage.`
}

/** How far the bus stop is, for everybody in the group. */
export function busStopAheadText(toCome: number, lastOn: string | null): string {
  const when = lastOn ? `; wir erreichen sie am ${dayInWords(lastOn)}` : ''
  if (toCome === 0) return 'Wir haben die Haltestelle erreicht.'
  return `Bis zur Haltestelle ${plural(toCome, { one: 'ist es', other: 'sind es' })} noch ${counted(toCome, 'ein Treffen')}${when}.`
}

/** What a member has chosen for it so far. */
export function ownChoiceText(mine: ChoiceValue | null): string {
  const choice = mine
    ? `Deine Wahl bisher: *${CHOICES[mine]}*. Du kannst sie ändern, bis die Haltestelle geschlossen wird.`
    : 'Du hast noch nicht gewählt; du kannst es, bis die Haltestelle geschlossen wird.'
  return `${choice} Nur die Koordination sieht es.`
}
