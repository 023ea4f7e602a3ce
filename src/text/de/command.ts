import type { CommandName } from '../en/command.ts'

const USAGES: Record<CommandName, string> = {
  status: 'zeigt das nächste Treffen, eine offene Terminumfrage und alle Termine des Durchgangs.',
  answers: 'zeigt und ändert deine eigenen Antworten in der offenen Terminumfrage.',
  apologies: 'entschuldigt dich für ein Treffen oder nimmt das zurück.',
  calendar:
    'schickt dir die Termine als Datei und bietet dir, wo ich öffentlich erreichbar bin, eine Adresse an, über die dein Kalender ihnen folgt.',
  busstop: 'zeigt, wie weit es bis zur Haltestelle ist; dort kannst du weiterfahren oder aussteigen.',
  convenors:
    'zeigt, wer die Gruppe koordiniert; wer das tut, kann andere dazunehmen oder die Koordination abgeben.',
  interest:
    'mit dem Wort, das du von der Koordination hast: Du möchtest einen Platz, oder keinen mehr. Wer koordiniert, sieht dieses Wort und wer auf der Liste steht.',
  leave: 'verlässt die Gruppe sofort und nimmt deine Zustimmung zurück.',
  survey: 'fragt, wie hilfreich die Gruppe für dich ist, solange eine Rückmeldung offen ist.',
  mydata: 'schickt dir privat alles, was ich über dich aufbewahre.',
  forgetme: 'löscht alles, was ich über dich aufbewahre; vorher steht da, was das bedeutet.',
  help: 'zeigt diese Liste.',
  setup: 'richtet die Gruppe dieses privaten Kanals ein.',
  schedule: 'fragt die Gruppe, welche Termine passen, für einen ganzen Durchgang.',
  close: 'schließt die offene Terminumfrage jetzt und schlägt dir die besten Durchgänge vor.',
  fix: 'zeigt die besten Durchgänge noch einmal, um einen festzulegen.',
  replan:
    'wenn ein Termin nicht zu halten ist: lässt ihn ausfallen, verschiebt ihn oder plant den Rest des Durchgangs neu.',
  remind: 'fragt privat bei denen nach, die in der offenen Terminumfrage noch nicht geantwortet haben.',
  place: 'sagt, wo ein Treffen stattfindet, oder ab jetzt alle eines Zeitfensters.',
  record: 'trägt Antworten, Entschuldigungen oder eine Wahl für jemanden ein, der dich darum gebeten hat.',
  settings: 'ändert, wie die Gruppe arbeitet und wer dazugehört.',
  audit: 'zeigt, wer in dieser Gruppe wann was getan hat, nie, was jemand geantwortet hat.',
}

export function commandUsages(): Record<CommandName, string> {
  return USAGES
}
