import { type Cast, called } from './demo-cast.ts'
import type { GuideStep } from './simulator/page-server.ts'

/** What the others of the cast do at a press; each answers what came of it, in words. */
export type Others = { answer(): Promise<string>; chooseAtBusStop(): Promise<string> }

/** What to try, in order; each step says who to be. */
export function guideFor(cast: Cast, others: Others): GuideStep[] {
  const as = (name: string) => ({ as: called(cast, name).id })
  return [
    {
      title: 'Set up the group',
      text: 'You are Ruth, the convenor, in #circle. Type `/supportgroup setup` in the field below and send it. At the end of the form tick Isla, Jonas and Kate for the *Interest list*, and press *Set up*. Everything else can stay as it is.',
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
      text: 'Ruth, Chloe, Dan, Elif, Fiona and Gareth tap their numbers at a press. Hannah is away and says nothing.',
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
    {
      title: 'Ask somebody to join',
      text: 'Still as Ruth, in *Private messages*, press *Ask people on the interest list* and tick Isla. Then be Isla, open *Private messages*, and answer. If she says yes, Ruth types `/invite @isla` in #circle.',
      ...as('Isla'),
    },
    {
      title: 'Be reminded',
      text: 'Press *To the next thing due* until the first reminder is in #circle. Be Ben and send apologies with its button: the number of those expected falls in a moment.',
      ...as('Ben'),
    },
    {
      title: 'Lose a date',
      text: 'Be Ruth, type `/supportgroup replan` in #circle, and press *This date falls* beside the sixth. Nothing changes before you choose: move it, or plan the rest anew. Only what changes is asked about; press *To the next thing due* until that poll has closed, and fix the new date in *Private messages*.',
      ...as('Ruth'),
    },
    {
      title: 'Reach the bus stop',
      text: 'Press *+1 week* a dozen times, until six sessions are over. Each member is then asked privately: staying, getting off, not sure yet. Be Amara, choose under *Private messages*, and let the others choose.',
      ...as('Amara'),
      action: { label: 'Let the others choose', run: others.chooseAtBusStop },
    },
    {
      title: 'Travel on',
      text: 'Press *+1 week* until the last session is over. Be Ruth: in *Private messages* is who stays and how many places are free, and *Plan the next run* begins again.',
      ...as('Ruth'),
    },
  ]
}
