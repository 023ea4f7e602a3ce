const LABELS = {
  // Polls and runs
  answerOnForm: 'Answer on a form',
  answerNow: 'Answer now',
  allCan: 'All: can',
  allIfNeedBe: 'All: if need be',
  allCannot: 'All: cannot',
  cannotSayYet: 'I cannot say yet',
  doNotRemind: 'Do not remind me',
  doNotRemindPrivately: 'Do not remind me privately',
  remindAgain: 'Remind me privately again',
  closePoll: 'Close the poll now',
  closePollAndChoose: 'Close the poll and choose',
  datesPicture: 'Dates as a picture',
  askAboutMore: 'Ask about more dates',
  doWithout: 'Do without',
  planNext: 'Plan the next run',
  // Sessions
  calendarFile: 'Calendar file',
  runPicture: 'Run as a picture',
  apologise: 'Send apologies',
  comeAfterAll: 'I can come after all',
  apologies: 'Send or take back apologies',
  otherApologies: 'Apologies for other sessions',
  severalApologies: 'Several at once',
  leaveAsItIs: 'Leave it as it is',
  skipThisSession: 'Skip this session',
  skip: 'Skip it',
  changeDates: 'Change dates',
  dateFalls: 'This date falls',
  moveOrPlanAnew: 'Move it or plan anew',
  move: 'Move it',
  planAnew: 'Plan the rest anew',
  takeBack: 'Take it back',
  // Bus stop and survey
  toldGroup: 'The group knows',
  closeBusStop: 'Close the bus stop',
  answerSurvey: 'Answer',
  surveyTrend: 'Results as a picture',
  // People
  invite: 'Invite from the interest list',
  acceptInvitation: 'Yes, I would like to join',
  declineInvitation: 'Not this time',
  cannotJoinAfterAll: 'I cannot join after all',
  returnToInterest: 'Put me on the interest list',
  endInterest: 'Take me off the interest list',
  putMeOn: 'Put me on',
  takeMeOff: 'Take me off',
  agree: 'I agree',
  leaveGroup: 'Leave the group',
  forgetMe: 'Delete everything',
  whoConvenes: 'Who convenes',
  supportOffer: 'Support this offer',
  offerToConvene: 'I would convene',
  // Messages that were not posted, or perhaps not
  postParked: 'Post what is waiting',
  itIsThere: 'It is there',
  postIt: 'Post it',
  // In the question that comes before something is done
  yes: 'Yes',
  notNow: 'Not now',
}

/** The buttons whose words are always the same. */
export type ButtonName = keyof typeof LABELS

/** What stands on each button whose words are always the same. */
export function buttonLabels(): Record<ButtonName, string> {
  return LABELS
}

/** On the button that fixes one of the runs on offer. */
export function fixLabel(run: string): string {
  return `Fix ${run}`
}
