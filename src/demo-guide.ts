import { type Cast, people } from './demo-cast.ts'
import { renewalSteps } from './demo-guide-renewal.ts'
import type { GuideStep } from './simulator/page-server.ts'

/** What the others of the cast do at a press; each answers what came of it, in words. */
export type Others = Record<'answer' | 'answerSurvey' | 'chooseAtBusStop' | 'answerInvitations', Deed>

/** Where the clock goes at a press; each answers how far it came, in words. */
export type Journey = Record<'toHalfWay' | 'toLastSessions' | 'toBusStop', Deed>

type Deed = () => Promise<string>

/** What to try, in order, from an empty channel to the dates of the second run; each step says who to be. */
export function guideFor(cast: Cast, others: Others, journey: Journey): GuideStep[] {
  return [
    ...datesSteps(cast, others),
    ...runSteps(cast, others, journey),
    ...renewalSteps(cast, others, journey),
  ]
}

function datesSteps(cast: Cast, others: Others): GuideStep[] {
  const as = (...names: string[]) => ({ as: people(cast, names).map(({ id }) => id) })
  return [
    {
      part: 'The dates of a run',
      title: 'Set up the group',
      text: 'You are Ruth, the convenor, in #circle. Type `/supportgroup setup` in the field below and send it. At the end of the form tick Isla, Jonas, Kate and Lena for the *Interest list*, and press *Set up*. Everything else can stay as it is; close the window that says so. Then tick this step: what comes next opens.',
      ...as('Ruth'),
    },
    {
      title: 'Find dates',
      text: 'Type `/supportgroup schedule` and press *Show the dates*. Untick a date if you like, then *Post the poll*: one message for each month.',
      ...as('Ruth'),
    },
    {
      title: 'Answer by tapping',
      text: 'Be Amara and tap the numbers of the dates you can make, under each message; a dozen will do. Tap again to take one back. The counts follow in a moment.',
      ...as('Amara'),
    },
    {
      title: 'Answer on the form',
      text: 'Be Ben and press *Answer on a form* under a message. Press *All: can*, then change a date or two to *If need be*. Every choice is kept at once.',
      ...as('Ben'),
    },
    {
      title: 'Let the others answer',
      text: 'Whoever has said nothing so far taps their numbers at a press. Only Hannah is away and stays silent.',
      action: { label: 'Let the others answer', run: others.answer },
    },
    {
      title: 'Let the deadline come',
      text: 'Press *To the next thing due*: Hannah is asked once more, in a private message that only she sees. Press it again: the poll closes.',
      ...as('Hannah'),
    },
    {
      title: 'Choose and fix',
      text: 'Be Ruth and open *Private messages*: there are the best runs, in words. Fix one, and look into #circle: the eight dates are there.',
      ...as('Ruth'),
    },
  ]
}

function runSteps(cast: Cast, others: Others, journey: Journey): GuideStep[] {
  const as = (...names: string[]) => ({ as: people(cast, names).map(({ id }) => id) })
  return [
    {
      part: 'The run',
      title: 'Pass on the word',
      text: 'Be Ruth and type `/supportgroup interest` in #circle: there is the interest list, and a line to give to others. Copy the line. Then be Mira, who is not in the group, and send it in #general: she is on the list.',
      ...as('Ruth', 'Mira'),
    },
    {
      title: 'Ask somebody to join',
      text: 'Before the first session one place is free. Be Ruth: at the end of *Private messages* press *Invite from the interest list* and tick Isla. Then be Isla, open *Private messages*, and say yes: the form tells what is kept about her. Last, Ruth types `/invite @isla` in #circle.',
      ...as('Ruth', 'Isla'),
    },
    {
      title: 'Be reminded',
      text: 'Press *To the next thing due* until the first reminder is in #circle. Be Ben and send apologies with its button: the number of those expected falls in a moment.',
      ...as('Ben'),
    },
    {
      title: 'Send several apologies',
      text: 'Be Chloe, type `/supportgroup apologies` in #circle, press *Several at once*, tick two sessions, and *Save*. Nobody asks why.',
      ...as('Chloe'),
    },
    {
      title: 'Lose a date',
      text: 'Be Ruth, type `/supportgroup replan` in #circle, and press *This date falls* beside the sixth. Nothing changes before you choose: move it, or plan the rest anew. Only what changes is asked about; press *To the next thing due* until that poll has closed, and fix the new date in *Private messages*.',
      ...as('Ruth'),
    },
    {
      title: 'Let four sessions pass',
      text: 'A press goes from one thing due to the next: reminders, and what comes next after each session. It takes a moment.',
      action: { label: 'To half way', run: journey.toHalfWay },
    },
    {
      title: 'Say how helpful it is',
      text: 'Be Amara: in *Private messages* is one question. Press *Answer*, choose a number and send it. Let the others answer, and press *To the next thing due* until the survey closes. The result is in #circle; whose answer was which is kept nowhere.',
      ...as('Amara'),
      action: { label: 'Let the others answer it', run: others.answerSurvey },
    },
  ]
}
