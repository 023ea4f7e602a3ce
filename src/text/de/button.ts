import type { ButtonName } from '../en/button.ts'

const LABELS: Record<ButtonName, string> = {
  answerOnForm: 'Im Formular antworten',
  answerNow: 'Jetzt antworten',
  allCan: 'Alle: passt',
  allIfNeedBe: 'Alle: zur Not',
  allCannot: 'Alle: passt nicht',
  cannotSayYet: 'Das kann ich noch nicht sagen',
  doNotRemind: 'Mich nicht erinnern',
  doNotRemindPrivately: 'Mich nicht privat erinnern',
  remindAgain: 'Mich wieder privat erinnern',
  closePoll: 'Terminumfrage jetzt schließen',
  closePollAndChoose: 'Terminumfrage schließen und auswählen',
  askAboutMore: 'Nach weiteren Terminen fragen',
  doWithout: 'Darauf verzichten',
  planNext: 'Den nächsten Durchgang planen',
  runPicture: 'Durchgang als Bild',
  calendarFile: 'Kalenderdatei',
  apologise: 'Mich entschuldigen',
  comeAfterAll: 'Ich kann doch kommen',
  apologies: 'Mich entschuldigen oder doch kommen',
  otherApologies: 'Entschuldigung für andere Treffen',
  severalApologies: 'Mehrere auf einmal',
  leaveAsItIs: 'So lassen',
  skipThisSession: 'Dieses Treffen ausfallen lassen',
  skip: 'Ausfallen lassen',
  dateFalls: 'Dieser Termin entfällt',
  moveOrPlanAnew: 'Verschieben oder neu planen',
  move: 'Verschieben',
  planAnew: 'Den Rest neu planen',
  takeBack: 'Zurücknehmen',
  toldGroup: 'Die Gruppe weiß es',
  closeBusStop: 'Die Haltestelle abschließen',
  answerSurvey: 'Antworten',
  surveyTrend: 'Ergebnisse als Bild',
  invite: 'Aus der Interessiertenliste einladen',
  acceptInvitation: 'Ja, ich möchte dabei sein',
  declineInvitation: 'Diesmal nicht',
  cannotJoinAfterAll: 'Ich kann doch nicht dabei sein',
  returnToInterest: 'Mich auf die Interessiertenliste setzen',
  endInterest: 'Mich von der Interessiertenliste nehmen',
  putMeOn: 'Mich aufnehmen',
  takeMeOff: 'Mich streichen',
  agree: 'Ich stimme zu',
  leaveGroup: 'Die Gruppe verlassen',
  forgetMe: 'Alles löschen',
  whoConvenes: 'Wer koordiniert',
  supportOffer: 'Dieses Angebot unterstützen',
  offerToConvene: 'Ich würde koordinieren',
  postParked: 'Wartendes jetzt posten',
  itIsThere: 'Schon da',
  postIt: 'Jetzt posten',
  yes: 'Ja',
  notNow: 'Jetzt nicht',
}

export function buttonLabels(): Record<ButtonName, string> {
  return LABELS
}

export function fixLabel(run: string): string {
  return `${run} festlegen`
}
