import type { DateTime } from 'luxon'
import { typed } from '../escape.ts'
import { listed } from './count.ts'
import { momentInWords } from './date.ts'

/** What it means to be forgotten, before anybody does it. */
export function forgetMeText(groupNames: readonly string[]): string {
  const left = listed(groupNames.map((name) => `*${typed(name)}*`))
  return [
    '*You can have everything that I keep about you deleted, at once and for good.*',
    ...(left ? [`You leave ${left} by that.`] : []),
    '*What is deleted:* your places on rosters and interest lists, your invitations, answers, apologies and choices, and my notes of what I said to you. Messages of mine that name you to others lose your name, or all their words.',
    '*What stays:* the numbers in surveys, of which nobody can say which was yours. That something was done in a group, when, and that it was done by somebody who has been deleted. In Slack, what is between you and me, and the numbers that you tapped under a poll.',
    'The convenors hear that a member has left and had everything deleted, not who it was; in a small group they will know. If you would like a copy first, type `/supportgroup mydata`.',
  ].join('\n')
}

/** What pressing the button does. */
export function forgetMeConfirmation(): string {
  return 'Everything that I keep about you is deleted, and you leave your groups at once. It cannot be undone. You are welcome back, as somebody whom I do not know.'
}

/** To somebody who has been forgotten, where they asked and privately. */
export function forgottenText(at: DateTime, groupNames: readonly string[]): string {
  const left = listed(groupNames.map((name) => `*${typed(name)}*`))
  const groups = left ? ` You have left ${left}.` : ''
  return `Everything that I kept about you was deleted on ${momentInWords(at, 'UTC')}.${groups} Messages to others that named you are being changed now. This receipt is here in Slack only; I keep nothing of it. You are welcome back.`
}

/** To the convenors, about somebody who has left and been deleted. */
export function memberErasedText(): string {
  return 'A member has left the group and had everything about them deleted. They are off the roster, and I do not know any more who it was. I have told nobody else. If somebody is still in the channel who is on no roster, please see to that with them.'
}

/** In place of a message that spoke of somebody who has been deleted. */
export function wordsErasedText(): string {
  return 'This message spoke of somebody who has had everything about them deleted, so its words are gone, too. Nothing is to be done about it.'
}
