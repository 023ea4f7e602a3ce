/** What is kept, part by part, as `db/personal-data.ts` names it. */
const PARTS: Record<string, string> = {
  group: 'Gruppe',
  joinedAt: 'dabei seit',
  gotOffAt: 'ausgestiegen',
  firstSeenInChannelAt: 'zuerst im Kanal gesehen',
  awayFromChannelSince: 'nicht im Kanal seit',
  nudgesStoppedAt: 'Nachfragen abgestellt',
  ownReminders: 'eigene Erinnerungen vor einem Treffen',
  homeTabOpenedAt: 'Startseite zuletzt geöffnet',
  agreedAt: 'einverstanden seit',
  agreedToText: 'einverstanden mit Text',
  accountClosedSince: 'Konto geschlossen seit',
  onInterestListSince: 'auf der Interessiertenliste seit',
  status: 'Stand',
  atBusStop: 'an der Haltestelle',
  sentAt: 'geschickt',
  answerBy: 'Antwort bis',
  remindedAt: 'erinnert',
  welcomeByNameWanted: 'Willkommen mit Namen gewünscht',
  for: 'für wen',
  by: 'durch wen',
  date: 'Termin',
  startTime: 'Beginn',
  answer: 'Antwort',
  changedAt: 'geändert',
  numberTapped: 'Zahl angetippt',
  slackTimeOfTap: 'angetippt nach der Uhr von Slack',
  session: 'Treffen',
  busStopAfterRun: 'Haltestelle nach Durchgang',
  choice: 'Wahl',
  groupHasBeenTold: 'Gruppe weiß es',
  chosenAt: 'gewählt',
  run: 'Durchgang',
  occasion: 'Anlass',
  hasAnswered: 'geantwortet',
  offer: 'Angebot',
  at: 'wann',
  what: 'was',
  about: 'über wen',
  to: 'an wen',
  kind: 'Art',
  createdAt: 'entstanden',
  nextPrivateMessageNotBefore: 'nächste private Nachricht frühestens',
}

/** Values of our own; what is done and the kinds of messages keep the names that they have in the file. */
const VALUES: Record<string, string> = {
  true: 'ja',
  false: 'nein',
  you: 'du',
  'somebody else': 'jemand anderes',
  'the member': 'das Mitglied',
  'a convenor': 'die Koordination',
  'the bot': 'der Bot',
  'the channel': 'der Kanal',
  can: 'passt',
  ifNeedBe: 'zur Not',
  cannot: 'passt nicht',
  staying: 'weiterfahren',
  gettingOff: 'aussteigen',
  undecided: 'noch nicht sicher',
  open: 'offen',
  accepted: 'angenommen',
  joined: 'dabei',
  declined: 'lieber nicht',
  lapsed: 'nicht rechtzeitig geantwortet',
  withdrawn: 'mit der Haltestelle geschlossen',
  sent: 'geschickt',
  skipped: 'ausgelassen',
  failed: 'nicht gelungen',
  pending: 'wartet',
  'you support somebody else': 'du unterstützt jemand anderen',
  'you offer to convene': 'du bietest an zu koordinieren',
  'somebody supports you': 'jemand unterstützt dich',
}

/** The name of a part of what is kept. */
export function partInGerman(part: string): string {
  return PARTS[part] ?? part
}

/** A value, in words where it is one of ours. */
export function valueInGerman(value: string | boolean): string {
  return VALUES[String(value)] ?? String(value)
}
