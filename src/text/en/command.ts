const USAGES = {
  status: 'shows the next session, an open poll and all dates of the run.',
  answers: 'shows and changes your own answers in the open poll.',
  apologies: 'sends apologies for a session, or takes them back.',
  calendar:
    'sends you the dates as a file, and where I have a public address, offers one by which your calendar follows them.',
  busstop: 'shows how far the bus stop is; stay, or get off there.',
  convenors: 'shows who convenes the group; a convenor can add others, or hand over.',
  interest:
    'with the word a convenor gave you: you would like a place, or no longer. To a convenor it shows that word, and who is on the list.',
  leave: 'leaves the group at once, and takes back what you agreed to.',
  survey: 'asks how helpful the group has been for you, while a survey is open.',
  mydata: 'sends you everything I keep about you, privately.',
  forgetme: 'deletes everything I keep about you; first it says what that means.',
  help: 'shows this list.',
  setup: 'sets up the group of this private channel.',
  schedule: 'asks the group which dates suit, for a whole run.',
  close: 'closes the open poll now and offers you the best runs.',
  fix: 'shows the best runs again, to fix one.',
  replan: 'when a date cannot be kept: skips it, moves it, or plans the rest of the run anew.',
  remind: 'asks those privately who have not answered the open poll.',
  place: 'says where a session takes place, or those of a slot from now on.',
  record: 'records answers, apologies or a choice for somebody who asked you to.',
  settings: 'changes how the group works and who is in it.',
  audit: 'shows who did what in this group and when, never what anybody answered.',
}

/** What is typed after `/supportgroup`. */
export type CommandName = keyof typeof USAGES

/** What each sub-command does, as the help says it after the command’s name. */
export function commandUsages(): Record<CommandName, string> {
  return USAGES
}
