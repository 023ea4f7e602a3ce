import type { FieldName } from '../en/field.ts'

const LABELS: Record<FieldName, string> = {
  sessions: 'Treffen',
  from: 'Erster Tag, nach dem gefragt wird',
  until: 'Letzter Tag, nach dem gefragt wird',
  closesOn: 'Antworten bis: Tag',
  can: 'Passt',
  ifNeedBe: 'Zur Not',
  cannot: 'Passt nicht',
  apologies: 'Entschuldigung für',
  laterApologies: 'Spätere Treffen',
  chooseNumber: 'Wähle eine Zahl',
  who: 'Für wen',
  what: 'Was',
  choice: 'Was die Person an der Haltestelle möchte',
  told: 'Wenn sie aussteigt',
  groupIsTold: 'Die Gruppe weiß davon',
  toldHint: 'Ich danke ihr an der Haltestelle nur dann mit Namen, wenn sie es selbst so sagt.',
  people: 'Personen; wer am längsten wartet, zuerst',
  morePeople: 'Weitere Personen',
  agree: 'Was über dich gespeichert wird',
  agreed: 'Ich stimme dem zu',
  welcome: 'Darf ich dich begrüßen',
  welcomed: 'Ja, mit Namen im Kanal',
  convenors: 'Koordination',
}

export function fieldLabels(): Record<FieldName, string> {
  return LABELS
}

export function closesTimeLabel(zone: string): string {
  return `Antworten bis: Uhrzeit (${zone})`
}
