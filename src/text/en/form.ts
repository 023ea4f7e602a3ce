const FORMS = {
  setup: { title: 'Set up your group', submit: 'Set up' },
  settings: { title: 'Settings', submit: 'Save' },
  schedule: { title: 'Find dates', submit: 'Show the dates' },
  preview: { title: 'Dates to ask about', submit: 'Post the poll' },
  answers: { title: 'Dates you can make', submit: 'Done', close: 'Close' },
  severalApologies: { title: 'Apologies', submit: 'Save' },
  record: { title: 'Record for somebody', submit: 'Next' },
  recordAnswers: { title: 'Record for somebody', submit: 'Record' },
  recordApologies: { title: 'Record for somebody', submit: 'Record' },
  recordChoice: { title: 'Record for somebody', submit: 'Record' },
  invite: { title: 'Interest list', submit: 'Invite them' },
  join: { title: 'Join the group', submit: 'Join' },
  convenors: { title: 'Convenors', submit: 'Save' },
  survey: { title: 'Survey', submit: 'Send' },
  ownReminders: { title: 'My own reminders', submit: 'Save' },
  place: { title: 'Where you meet', submit: 'Save' },
}

/** What is filled in and sent. */
export type FormName = keyof typeof FORMS

/** What stands above a form, and on the buttons that send and close it. */
export type FormWords = { title: string; submit: string; close: string }

/** The words around the fields of a form. */
export function formWords(name: FormName): FormWords {
  return { close: 'Cancel', ...FORMS[name] }
}

/** The words around what is only read. */
export function noticeWords(): Pick<FormWords, 'title' | 'close'> {
  return { title: 'Support group', close: 'Close' }
}
