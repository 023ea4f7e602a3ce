import { type Cast, people } from './demo-cast.ts'
import type { Journey, Others } from './demo-guide.ts'
import type { GuideStep } from './simulator/page-server.ts'

/** What to try at the bus stop and after it, in order, up to the dates of the next run. */
export function renewalSteps(cast: Cast, others: Others, journey: Journey): GuideStep[] {
  return [...askingSteps(cast, others, journey), ...stopSteps(cast, others), ...nextRunSteps(cast, others)]
}

function askingSteps(cast: Cast, others: Others, journey: Journey): GuideStep[] {
  const as = (...names: string[]) => ({ as: people(cast, names).map(({ id }) => id) })
  return [
    {
      part: 'The bus stop',
      title: 'Let six sessions pass',
      text: 'Two sessions before the bus stop everybody is asked privately whether they would like to travel on.',
      action: { label: 'To the last two sessions', run: journey.toLastSessions },
    },
    {
      title: 'Get off',
      text: 'Be Gareth: in *Private messages* press *Getting off at this stop*. The group does not hear it from the bot until you press *The group knows* as well.',
      ...as('Gareth'),
    },
    {
      title: 'Let the others choose',
      text: 'Most are staying; Dan is not sure yet, Fiona is getting off and has not told the group. Hannah says nothing.',
      action: { label: 'Let the others choose', run: others.chooseAtBusStop },
    },
    {
      title: 'Record for somebody',
      text: 'Hannah has rung Ruth: she is getting off, too. Be Ruth, type `/supportgroup record` in #circle, choose Hannah and *What they want at the bus stop*, and record it. Hannah is told privately.',
      ...as('Ruth'),
    },
    {
      title: 'Reach the bus stop',
      text: 'On the way those who are not sure are asked again, and Fiona whether the group knows. Afterwards Ruth sees in *Private messages* who stays and how many places are free.',
      ...as('Ruth'),
      action: { label: 'To the bus stop', run: journey.toBusStop },
    },
    {
      title: 'Answer once more',
      text: 'The same question is asked at each bus stop. Let the others answer; the result comes a week later.',
      action: { label: 'Let the others answer it', run: others.answerSurvey },
    },
  ]
}

function stopSteps(cast: Cast, others: Others): GuideStep[] {
  const as = (...names: string[]) => ({ as: people(cast, names).map(({ id }) => id) })
  return [
    {
      title: 'Give away the places',
      text: 'Be Ruth: under *The bus stop* in *Private messages* press *Invite from the interest list*, and tick Jonas, Kate and Lena. Then let them answer: Jonas would like to join and be welcomed by name, Kate not this time, Lena says nothing.',
      ...as('Ruth'),
      action: { label: 'Let the invited answer', run: others.answerInvitations },
    },
    {
      title: 'Let an invitation lapse',
      text: 'Press *To the next thing due*: Lena is reminded. Press it again: her time is over, and Ruth is told. Under that message press *Invite from the interest list* and tick Mira. Be Mira and join.',
      ...as('Ruth', 'Mira'),
    },
    {
      title: 'See the result',
      text: 'Press *To the next thing due* until the survey closes: its result is in #circle.',
      ...as('Ruth'),
    },
    {
      title: 'Close the bus stop',
      text: 'Be Ruth and type `/supportgroup busstop` in #circle: who stays, who gets off, who gets on. Press *Close the bus stop*. The group hears of those alone who agreed to it.',
      ...as('Ruth'),
    },
    {
      title: 'Be thanked',
      text: 'Be Gareth: in *Private messages* you are thanked. Press *Put me on the interest list*, if you like, and type `/leave` in #circle.',
      ...as('Gareth'),
    },
  ]
}

function nextRunSteps(cast: Cast, others: Others): GuideStep[] {
  const as = (...names: string[]) => ({ as: people(cast, names).map(({ id }) => id) })
  return [
    {
      part: 'The next run',
      title: 'Let the newcomers in',
      text: 'Be Ruth. A bot cannot invite people to a private channel, so type `/invite @jonas` and then `/invite @mira` in #circle.',
      ...as('Ruth'),
    },
    {
      title: 'Plan the next run',
      text: 'In *Private messages* press *Plan the next run*: the form begins with what you chose last time. Show the dates, and post the poll.',
      ...as('Ruth'),
    },
    {
      title: 'Hand over',
      text: 'Still as Ruth, type `/supportgroup convenors` in #circle, tick Amara, untick Ruth, and save. The group is told.',
      ...as('Ruth'),
    },
    {
      title: 'Let everybody answer',
      text: 'Everybody in the new run taps their numbers: the newcomers do, those who got off are not asked. Then press *To the next thing due*: Amara is told that everybody has answered.',
      action: { label: 'Let the others answer', run: others.answer },
    },
    {
      title: 'Fix the next run',
      text: 'Be Amara: in *Private messages* press *Close the poll and choose*, and fix a run. Its dates are in #circle, and the group travels on.',
      ...as('Amara'),
    },
  ]
}
