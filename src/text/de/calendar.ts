import { dateInWords } from './date.ts'

export function calendarName(): string {
  return 'Treffen'
}

export function sessionTitle(number: number): string {
  return `Treffen ${number}`
}

export function holdTitle(): string {
  return 'Treffen (Termin vorgemerkt)'
}

export function noDatesYet(): string {
  return 'Noch ist kein Termin festgelegt, deshalb gibt es keine Kalenderdatei.'
}

export function feedOffer(): string {
  return '*Dein Kalender kann den Terminen von selbst folgen*, auch wenn einer verlegt wird oder ausfällt. Termine, an denen du kannst, sind dort vorgemerkt, bis sie entschieden sind. Dafür braucht er eine Adresse, die ich nur für dich mache.'
}

export function feedSince(on: string): string {
  return `*Dein Kalender kann den Terminen folgen*, und zwar über die Adresse vom ${dateInWords(on)}. Ich bewahre sie nicht auf und kann sie deshalb nicht noch einmal zeigen. Du kannst eine neue bekommen, mit der die alte endet, oder sie beenden.`
}

export function feedNotes(): string {
  return 'Die Adresse ist wie ein Schlüssel: Wer sie hat, sieht die Termine und wo die Treffen stattfinden, und wer deinen Kalender betreibt, hat sie. Sie zeigt weder, wer in der Gruppe ist, noch was andere geantwortet haben. Kalender sehen nach, wann sie wollen, manche nur einmal am Tag; eine Änderung kann dort also einen Tag später ankommen.'
}

export function feedMade(): string {
  return '*Die Adresse für deinen Kalender.* Ich zeige sie nur dieses eine Mal, bitte trage sie deshalb jetzt in deinen Kalender ein.'
}

export function feedElsewhere(): string {
  return 'In jedem anderen Kalender suche „Kalender abonnieren“ und füge die Adresse dort ein. Bitte gib sie niemandem weiter; wenn jemand anders sie hat, mach mit `/supportgroup calendar` eine neue.'
}

export function feedStopped(): string {
  return 'Die Adresse ist beendet. Dein Kalender zeigt vielleicht weiter, was er schon hat, bis du sie dort löschst.'
}

export function feedNotOffered(): string {
  return 'Hier kann ich keine Adressen für Kalender machen. In der Kalenderdatei stehen alle Termine.'
}

export function addFeedTo(): { google: string; outlook: string; office: string } {
  return {
    google: 'Im Google Kalender eintragen: dort die Adresse einfügen',
    outlook: 'Bei Outlook.com eintragen',
    office: 'In Outlook für Arbeit oder Schule eintragen',
  }
}

export function addNextTo(): { google: string; outlook: string } {
  return {
    google: 'Das nächste Treffen im Google Kalender eintragen',
    outlook: 'Das nächste Treffen bei Outlook.com eintragen',
  }
}

export function makeFeedLabel(): string {
  return 'Adresse machen'
}

export function renewFeedLabel(): string {
  return 'Neue Adresse machen'
}

export function stopFeedLabel(): string {
  return 'Adresse beenden'
}

export function renewFeedConfirmation(): string {
  return 'Die Adresse, die du hast, gilt sofort nicht mehr, und dein Kalender braucht die neue.'
}

export function stopFeedConfirmation(): string {
  return 'Dein Kalender folgt den Terminen dann nicht mehr. Du kannst jederzeit eine andere Adresse machen.'
}

export function calendarFileNames(): { filename: string; title: string } {
  return { filename: 'treffen.ics', title: 'Unsere Treffen' }
}
