import { DateTime } from 'luxon'
import type { Refusal } from '#domain/refusal.ts'
import type { Sentences } from '../en/refusal.ts'
import { channelMention, mention } from '../escape.ts'
import { capital, counted, inWords, listed } from './count.ts'
import { eitherTime, momentInWords } from './date.ts'
import { plural } from './plural.ts'
import { nextSurveyText } from './survey.ts'

const SENTENCES: Sentences = {
  publicChannel: () =>
    'Dieser Kanal ist öffentlich, und eine Gruppe lebt in einem privaten. Bitte tippe das im privaten Kanal deiner Gruppe; um dort eine Gruppe zu beginnen, tippe `/invite` und meinen Namen und dann `/supportgroup setup`.',
  directMessage: () =>
    'Hier kann ich nicht erkennen, welche Gruppe du meinst. Bitte tippe das im privaten Kanal deiner Gruppe.',
  botNotInChannel: ({ channelId }) =>
    `Ich bin nicht in ${channelMention(channelId)}. Bitte tippe dort \`/invite\` und meinen Namen und versuche es dann noch einmal.`,
  channelArchived: ({ channelId }) =>
    `${channelMention(channelId)} ist archiviert, darum kann ich dort nichts schreiben. Wenn der Kanal wieder offen ist, versuche es bitte noch einmal.`,
  sharedChannel: () =>
    'Dieser Kanal ist mit einem anderen Workspace geteilt, darum könnten andere mitlesen. Bitte nimm einen privaten Kanal, der nur zu diesem Workspace gehört.',
  channelNotPrivate: ({ channelId, readAlong }) =>
    readAlong === 'shared'
      ? `${channelMention(channelId)} ist mit einem anderen Workspace geteilt, darum schreibe ich dort nichts. Wenn der Kanal wieder nur zu diesem Workspace gehört, versuche es bitte noch einmal.`
      : `${channelMention(channelId)} ist öffentlich, darum schreibe ich dort nichts. Wenn der Kanal wieder privat ist, versuche es bitte noch einmal.`,
  noGroupHere: () =>
    'In diesem Kanal gibt es noch keine Gruppe. Wer sie koordiniert, kann mit `/supportgroup setup` beginnen; wenn deine Gruppe sich in einem anderen Kanal trifft, tippe das bitte dort.',
  groupExistsAlready: () =>
    'Dieser Kanal hat schon seine Gruppe. Um zu ändern, wie sie arbeitet, tippt die Koordination `/supportgroup settings`.',
  notMember: () =>
    'Soweit ich weiß, bist du hier kein Mitglied, darum kann ich nichts für dich zeigen oder festhalten. Wenn du meinst, dass du es bist, frage bitte die Koordination deiner Gruppe.',
  memberAway: ({ channelId }) =>
    `Soweit ich weiß, bist du nicht mehr in ${channelMention(channelId)}, darum kann ich dort nichts für dich zeigen oder festhalten. Dein Platz bleibt. Wenn du gerade zurückgekommen bist, versuche es bitte in einer Minute noch einmal; sonst bitte die Koordination, dich einzuladen.`,
  notArrived: ({ channelId }) =>
    `Soweit ich weiß, bist du noch nicht in ${channelMention(channelId)}, darum konnte ich das nicht zählen. Wenn du gerade dazugekommen bist, versuche es bitte in einer Minute noch einmal; sonst bitte jemanden dort, dich einzuladen.`,
  notConvenor: ({ convenorIds }) =>
    convenorIds.length === 0
      ? 'Das kann nur die Koordination, und diese Gruppe hat gerade keine. Bitte sieh nach meiner Nachricht im Kanal: Dort kannst du auf *Ich würde koordinieren* drücken oder jemanden unterstützen.'
      : `Das kann nur die Koordination. In dieser Gruppe ist das ${listed(convenorIds.map(mention))}; bitte frage dort nach.`,
  notOnRoster: () =>
    'Diese Person steht nicht auf der Mitgliederliste der Gruppe, darum lässt sich für sie nichts eintragen. Bitte wähle jemanden, der darauf steht.',
  nothingToRecord: () =>
    'Es ist keine Terminumfrage offen, kein Treffen steht bevor, und keine Haltestelle liegt vor uns, also gibt es nichts einzutragen. `/supportgroup status` zeigt, wie es um die Gruppe steht.',
  pollOpenAlready: ({ closesAt, timeZone }) =>
    `Eine Terminumfrage ist schon offen, bis ${momentInWords(DateTime.fromISO(closesAt), timeZone)}. Du kannst sie mit \`/supportgroup close\` früher schließen.`,
  noOpenPoll: () =>
    'In dieser Gruppe ist gerade keine Terminumfrage offen. Die Koordination öffnet eine mit `/supportgroup schedule`.',
  pollClosed: () =>
    'Diese Terminumfrage ist geschlossen, darum lassen sich Antworten nicht mehr ändern. Bitte sag der Koordination, wenn etwas nicht stimmt.',
  pollStillOpen: () =>
    'Die Terminumfrage ist noch offen. Schließe sie zuerst mit `/supportgroup close`; dann kann ich dir die besten Durchgänge anbieten.',
  pollDecidedAlready: () =>
    'Diese Terminumfrage ist schon entschieden. `/supportgroup status` zeigt die Termine, die feststehen.',
  pollReplaced: () =>
    'Eine neuere Terminumfrage hat diese abgelöst, darum wurde nichts festgelegt. Tippe `/supportgroup fix`, um zu sehen, was jetzt zur Wahl steht.',
  noPollToFix: () =>
    'Es gibt keine Terminumfrage, aus der sich Termine wählen lassen. Beginne eine mit `/supportgroup schedule`.',
  runUnderWay: () =>
    'Ein Durchgang läuft. Der nächste lässt sich planen, wenn seine Haltestelle geschlossen ist; `/supportgroup busstop` zeigt, wie weit es bis dahin ist.',
  noRun: () =>
    'Diese Gruppe hat noch keine festen Termine. Die Koordination beginnt mit `/supportgroup schedule`.',
  noBusStopYet: () =>
    'Noch liegt keine Haltestelle vor uns: Sie kommt mit den Terminen eines Durchgangs. `/supportgroup status` zeigt, wie es um die Gruppe steht.',
  noComingSession: () =>
    'Es steht kein Treffen bevor, also gibt es nichts zu entschuldigen. `/supportgroup status` zeigt, wie es um die Gruppe steht.',
  sessionOver: () =>
    'Dieses Treffen hat begonnen oder ist vorbei, darum lässt sich daran nichts mehr ändern. `/supportgroup status` zeigt das nächste.',
  sessionSkipped: () => 'Dieses Treffen fällt aus. `/supportgroup status` zeigt das nächste.',
  sessionGone: () => 'Dieser Termin steht nicht mehr fest. `/supportgroup status` zeigt, was feststeht.',
  tooFewDates: ({ dates, sessions }) =>
    `In diese Tage ${plural(dates, { one: 'fällt', other: 'fallen' })} nur ${counted(dates, 'ein Termin', 'Termine')}, und der Durchgang braucht ${plural(sessions, { one: 'einen', other: inWords(sessions) })}. Bitte wähle einen späteren letzten Tag, lass weniger Termine aus oder plane weniger Treffen.`,
  tooManyDates: ({ dates, most }) =>
    `In diese Tage fallen ${dates} Termine, und eine Terminumfrage kann nach höchstens ${most} fragen. Bitte wähle einen früheren letzten Tag.`,
  pollClosesTooSoon: () =>
    'Zum Antworten braucht man mindestens eine Stunde. Bitte wähle einen späteren Zeitpunkt.',
  pollClosesAfterFirstDate: () =>
    'Es kämen noch Antworten, wenn der erste Termin schon vorbei ist. Bitte wähle einen früheren Zeitpunkt zum Schließen oder einen späteren ersten Tag.',
  sessionsOutOfRange: () => 'Bitte wähle eine ganze Zahl von 1 bis 52.',
  timeSkipped: ({ before, after }) =>
    `Dann werden die Uhren vorgestellt, darum gibt es diese Zeit nicht. Bitte wähle ${eitherTime(before, after)}.`,
  untilBeforeFrom: () => 'Der letzte Tag liegt vor dem ersten. Bitte wähle einen späteren letzten Tag.',
  windowTooLong: ({ mostDays }) =>
    `Eine Terminumfrage kann höchstens ${counted(mostDays, 'einen Tag', 'Tage')} vorausschauen, denn weiter kennt niemand den eigenen Kalender. Bitte wähle einen früheren letzten Tag.`,
  datesChanged: () =>
    'Diese Termine gehören nicht mehr zu dieser Terminumfrage, darum wurde nichts festgelegt. Tippe `/supportgroup fix`, um zu sehen, was jetzt zur Wahl steht.',
  datesGoneBy: () =>
    'Einer dieser Termine ist inzwischen vorbei, darum wurde nichts festgelegt. Tippe `/supportgroup fix`, um zu sehen, welche Durchgänge noch möglich sind.',
  remainderChanged: () =>
    'Was gezeigt wurde, ist nicht mehr die beste Wahl, darum wurde nichts geändert. Tippe `/supportgroup replan`, um zu sehen, was jetzt möglich ist.',
  remainderUndecided: () =>
    'Über die neuen Termine, nach denen zuletzt gefragt wurde, ist noch nicht entschieden. Tippe `/supportgroup fix`, um das zuerst zu tun.',
  dateTaken: () =>
    'Einer dieser Termine hat schon sein Treffen, oder es fällt aus, darum wurde nichts festgelegt. Tippe `/supportgroup fix`, um zu sehen, was jetzt zur Wahl steht.',
  undoTooLate: () =>
    'Die Zeit, diesen Termin zurückzunehmen, ist vorbei, und der Termin bleibt. Bitte sag es der Gruppe selbst, wenn ihr euch dann nicht treffen könnt.',
  nobodyIsSilent: () =>
    'Es gibt niemanden zu erinnern: Ich habe von allen gehört oder heute schon nachgefragt. Du kannst warten oder die Terminumfrage mit `/supportgroup close` schließen.',
  busStopClosed: () =>
    'Diese Haltestelle liegt hinter uns, darum lässt sich die Wahl nicht mehr ändern. Bitte sprich mit der Koordination.',
  noOpenSurvey: ({ next }) =>
    `Gerade ist keine Rückmeldung offen. ${nextSurveyText(next)} \`/supportgroup status\` zeigt, wie es um die Gruppe steht.`,
  surveyClosed: () =>
    'Danke, dass du antworten wolltest. Diese Rückmeldung ist inzwischen zu Ende, darum kann ich keine Antworten mehr zählen. Bei der nächsten kannst du antworten: `/supportgroup survey` sagt, wann sie kommt.',
  tooFewResults: () =>
    'Ein Bild braucht die Ergebnisse von zwei Rückmeldungen, und so viele gibt es noch nicht. Bitte versuche es nach der nächsten noch einmal; `/supportgroup survey` sagt, wann die ist.',
  surveyNotAsked: () =>
    'Diese Rückmeldung fragt alle, die auf der Mitgliederliste standen, als sie begann, darum gibt es diesmal keine Frage für dich. `/supportgroup status` zeigt, wie es um die Gruppe steht.',
  surveyAnswered: () =>
    'Du hast auf diese Rückmeldung schon geantwortet, danke. Ich weiß nicht, welche Antwort von dir war, darum lässt sie sich nicht ändern; es ist nichts mehr zu tun.',
  notInvited: () =>
    'Diese Frage ist für dich nicht mehr offen. Wenn du dabei sein möchtest, sag es bitte der Koordination.',
  busStopClosedAlready: () =>
    'Diese Haltestelle ist schon geschlossen. `/supportgroup schedule` beginnt den nächsten Durchgang.',
  busStopChanged: () =>
    'Seit du nachgesehen hast, hat sich etwas geändert, darum wurde nichts geschlossen. `/supportgroup busstop` zeigt den jetzigen Stand.',
  busStopAhead: () =>
    'Die Haltestelle liegt noch vor uns: Sie lässt sich schließen, wenn das letzte Treffen vorbei ist. `/supportgroup busstop` zeigt, wie weit es bis dahin ist.',
  busStopOpen: () =>
    'Wir sind an der Haltestelle. `/supportgroup busstop` zeigt, wer weiterfährt, und schließt sie; danach kannst du den nächsten Durchgang planen.',
  notByThemselves: () =>
    'Gäste und Personen aus anderen Workspaces können sich nicht selbst auf eine Liste setzen; das kann nur, wer eine Gruppe koordiniert, und zwar mit Namen. Bitte frage die Person, die dir davon erzählt hat.',
  unknownWord: () =>
    'Dieses Wort kenne ich nicht. Bitte sieh nach, ob es so getippt ist, wie die Koordination es dir gegeben hat, oder frage dort nach.',
  noGroupKnown: () =>
    'Niemand hat mir gesagt, dass du eine Gruppe kennst. Bitte lass dir von der Koordination die Zeile geben, die du tippst, zum Beispiel `/supportgroup interest abcd-2345`.',
  memberAlready: () =>
    'Du bist schon in dieser Gruppe, darum brauchst du ihre Interessiertenliste nicht. Mit `/supportgroup busstop` fährst du weiter oder steigst aus.',
  invitationOver: () =>
    'Diese Einladung ist nicht mehr offen. Wenn du dabei sein möchtest, sag es bitte der Koordination.',
  tooManyInvited: ({ placesFree }) =>
    placesFree === 0
      ? 'Es ist kein Platz frei, darum wurde niemand eingeladen. Wer ja sagt, hat einen Platz; bitte warte auf eine Antwort oder ändere die Zahl der Plätze in `/supportgroup settings`.'
      : `${plural(placesFree, { one: 'Ein Platz ist', other: `${capital(inWords(placesFree))} Plätze sind` })} frei, und wer ja sagt, hat einen. Bitte kreuze nicht mehr an.`,
  rosterLocked: () =>
    'Gerade kann niemand eingeladen werden: Plätze werden an der Haltestelle vergeben, und zwischen dem Festlegen der Termine und dem ersten Treffen. `/supportgroup busstop` zeigt, wie weit es bis dahin ist.',
  hasConvenor: ({ convenorIds }) =>
    `${listed(convenorIds.map(mention))} ${plural(convenorIds.length, { one: 'koordiniert', other: 'koordinieren' })} diese Gruppe schon, also ist nichts mehr zu tun. Wenn du auch koordinieren möchtest, sag es bitte dort: \`/supportgroup convenors\` nimmt dich dazu.`,
  offerGone: () =>
    'Dieses Angebot zu koordinieren gilt nicht mehr, darum wurde nichts geändert. Bitte unterstütze ein anderes, oder drücke auf *Ich würde koordinieren*.',
  onlyConvenor: ({ channelIds }) =>
    `Nur du koordinierst die Gruppe in ${listed(channelIds.map(channelMention))}, und ohne dich könnte sich niemand um sie kümmern; darum wurde noch nichts gelöscht. Tippe dort \`/supportgroup convenors\`, setze jemand anderes hinein und tippe dann noch einmal \`/supportgroup forgetme\`. Wenn niemand übernehmen kann, kann die Person, die den Bot betreibt, die ganze Gruppe löschen.`,
  lastConvenor: () =>
    'Eine Gruppe braucht jemanden, der sie koordiniert. Bitte setze eine andere Person hinein, bevor du die letzte herausnimmst.',
  tooManyConvenors: ({ most }) =>
    `Eine Gruppe kann von höchstens ${most} Personen koordiniert werden. Bitte nimm einige heraus.`,
  deliveryClear: () => 'Das ist schon geklärt; es ist nichts mehr zu tun.',
  deliveryUnderWay: () =>
    'Ich habe es seitdem noch einmal versucht und warte auf die Antwort von Slack. Bitte warte: Wenn es unklar bleibt, frage ich dich innerhalb einer Stunde wieder.',
}

/** The one sentence for a refusal, with the next step. */
export function refusalInWords(refusal: Refusal): string {
  return (SENTENCES[refusal.code] as (refusal: Refusal) => string)(refusal)
}
