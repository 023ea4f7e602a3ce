const LABELS = {
  // Finding dates
  sessions: 'Sessions',
  from: 'First day to ask about',
  until: 'Last day to ask about',
  closesOn: 'Answers until: day',
  // Answering
  can: 'Can',
  ifNeedBe: 'If need be',
  cannot: 'Cannot',
  apologies: 'Apologies for',
  laterApologies: 'Later sessions',
  chooseNumber: 'Choose a number',
  // Recording for somebody
  who: 'For whom',
  what: 'What',
  choice: 'What they want at the bus stop',
  told: 'When they are getting off',
  groupIsTold: 'The group has been told',
  toldHint: 'I thank them by name at the stop only if they say so themselves.',
  // Inviting and joining
  people: 'People, longest waiting first',
  morePeople: 'More people',
  agree: 'What is kept about you',
  agreed: 'I agree to this',
  welcome: 'May I welcome you',
  welcomed: 'Yes, by name in the channel',
  convenors: 'Convenors',
}

/** A field of a form, one of its choices, or what stands beside it. */
export type FieldName = keyof typeof LABELS

/** The words of the fields of all forms but that of the settings, which has its own. */
export function fieldLabels(): Record<FieldName, string> {
  return LABELS
}

/** Where the time is chosen until which answers are open. */
export function closesTimeLabel(zone: string): string {
  return `Answers until: time (${zone})`
}
