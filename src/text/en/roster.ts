import { mention, typed } from '../escape.ts'

/** To somebody whom a convenor has put on the roster by hand. */
export function putOnRosterText(groupName: string, byId: string): string {
  return `${mention(byId)} has put you on the roster of *${typed(groupName)}*.`
}

/** How somebody says no to that. */
export function ratherNotText(): string {
  return 'If that is all right for you, press *I agree*. If you would rather not be in the group, press *Leave the group*; nothing is lost by that.'
}

/** To somebody whom a convenor has taken off the roster by hand. */
export function takenOffRosterText(groupName: string, byId: string): string {
  return `${mention(byId)} has taken you off the roster of *${typed(groupName)}*, so you hear no more from me about it. If that surprises you, please speak to them. You are welcome back.`
}

/** To the other convenors, when the roster was changed between two bus stops. */
export function rosterOverriddenText(slackUserId: string, isOn: boolean, byId: string): string {
  return `${mention(byId)} has ${isOn ? 'put' : 'taken'} ${mention(slackUserId)} ${isOn ? 'on' : 'off'} the roster, although the run is under way. That is recorded.`
}

/** What leaving means, before anybody does it. */
export function leaveText(groupName: string, isConvenor: boolean): string {
  const role = isConvenor ? ' You stay a convenor; `/supportgroup convenors` changes that.' : ''
  return `You can get off at the next bus stop with \`/supportgroup busstop\`, or leave *${typed(groupName)}* at once. Then you are off the roster, I forget what you said about dates and sessions to come, and what you agreed to when you joined is taken back. The convenor is told; the group does not hear it from me.${role}`
}

/** What pressing "leave" does. */
export function leaveConfirmation(): string {
  return 'You are off the roster at once, and the convenor is told. You are welcome back; a place is then given at a bus stop.'
}

/** To somebody who has left. */
export function leftText(groupName: string): string {
  return `You have left *${typed(groupName)}*. Thank you for travelling with us; you are welcome back.`
}

/** To the convenors, about somebody who has left. */
export function memberLeftText(slackUserId: string): string {
  return `${mention(slackUserId)} has left the group and is off the roster. I have told nobody else. If they are still in the channel, please see to that with them.`
}
