import type { Bot } from './bot.ts'
import { type Cast, people } from './demo-cast.ts'
import { pressPrivately, sendForm } from './demo-press.ts'
import type { Person, Simulator } from './simulator/contract.ts'
import { InWords, listed } from './text/count.ts'
import { surveyHere } from './usecases/survey.ts'

export type Stage = { simulator: Simulator; bot: Bot; cast: Cast }

/** How the others choose before a bus stop. Who is not named says nothing: Gareth is played, and Hannah is away. */
const AT_BUS_STOP: Record<string, string> = {
  Ruth: 'choose-staying',
  Amara: 'choose-staying',
  Ben: 'choose-staying',
  Chloe: 'choose-staying',
  Dan: 'choose-undecided',
  Elif: 'choose-staying',
  Fiona: 'choose-gettingOff',
  Isla: 'choose-staying',
}

/** How helpful the group is for the others; Amara is played. */
const HELPFUL: Record<string, number> = {
  Ruth: 8,
  Ben: 9,
  Chloe: 10,
  Dan: 7,
  Elif: 8,
  Fiona: 6,
  Gareth: 8,
  Isla: 9,
  Jonas: 9,
  Mira: 8,
}

/** What the interested say to an invitation; who is not named lets the time pass. */
const TO_INVITATION: Record<string, 'yes' | 'no'> = { Isla: 'yes', Jonas: 'yes', Kate: 'no', Mira: 'yes' }

/** What is said beside those buttons while nothing has been answered, in each language. */
const TO_CHOOSE = /Would you like to travel on\?|Möchtest du weiterfahren\?/
const ASKED = /How helpful has the group been for you\?|Wie hilfreich war die Gruppe für dich\?/
const INVITED = /you are invited|du bist eingeladen/

/** Those who have not chosen say at the press of their own buttons what they want at the bus stop. */
export async function chooseAtBusStop({ simulator, bot, cast }: Stage): Promise<string> {
  const chosen: Person[] = []
  for (const person of people(cast, Object.keys(AT_BUS_STOP))) {
    const choice = AT_BUS_STOP[person.realName] ?? ''
    if (await pressPrivately(simulator, person, TO_CHOOSE, choice)) chosen.push(person)
  }
  await bot.settled()
  return chosen.length === 0
    ? 'There is no question about the bus stop to answer now. It comes two sessions before the last one is over.'
    : `${named(chosen)} chose. Ruth sees it with /supportgroup busstop.`
}

/** Those who were asked and have not answered do so, on the form. */
export async function answerSurvey({ simulator, bot, cast }: Stage): Promise<string> {
  const { teamId } = simulator
  const { channelId } = cast
  let answers = 0
  for (const person of people(cast, Object.keys(HELPFUL))) {
    const here = await surveyHere(bot.context(), { teamId, slackUserId: person.id, channelId })
    if ('refusal' in here || here.value.kind !== 'question') continue
    await pressPrivately(simulator, person, ASKED, 'answerSurvey')
    const value = String(HELPFUL[person.realName])
    await sendForm(simulator, person, { score: { selected_option: { value } } })
    answers += 1
  }
  await bot.settled()
  return answers === 0
    ? 'No survey is waiting for an answer of theirs.'
    : `${InWords(answers)} answered. The result comes when the survey closes.`
}

/** Those who are invited answer, but for whoever lets the time pass. */
export async function answerInvitations({ simulator, bot, cast }: Stage): Promise<string> {
  const answered: Person[] = []
  for (const person of people(cast, Object.keys(TO_INVITATION))) {
    const isWilling = TO_INVITATION[person.realName] === 'yes'
    const answer = isWilling ? 'acceptInvitation' : 'declineInvitation'
    if (!(await pressPrivately(simulator, person, INVITED, answer))) continue
    if (isWilling) {
      const yes = { selected_options: [{ value: 'yes' }] }
      await sendForm(simulator, person, { agree: yes, welcome: yes })
    }
    answered.push(person)
  }
  await bot.settled()
  return answered.length === 0
    ? 'Nobody is invited who would answer now.'
    : `${named(answered)} answered. Ruth is told privately.`
}

function named(persons: readonly Person[]): string {
  return listed(persons.map(({ realName }) => realName))
}
