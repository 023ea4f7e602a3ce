import { localDay } from '#domain/calendar.ts'
import { placesFreeText } from '#text/bus-stop.ts'
import { howToGetOn, interestListText, invitingLater, ownInterestText } from '#text/interest.ts'
import { invitedPeopleText } from '#text/invitation.ts'
import { type InterestList, notYetInvited, type OwnInterest } from '#usecases/interest.ts'
import { inviteButton } from './bus-stop.ts'
import { invitationLines } from './invitation.ts'
import { actions, labelled, type Message, section } from './parts.ts'

/** Somebody's own place on the interest lists of the groups they know, with the way on or off. */
export function ownInterestMessage(own: readonly OwnInterest[]): Message {
  const texts = own.map(({ group, since }) =>
    ownInterestText(group.name, since && localDay(since, group.timeZone)),
  )
  return {
    text: texts.join('\n'),
    blocks: own.map(({ group, since }, index) =>
      section(
        texts[index] ?? '',
        since
          ? labelled('takeMeOff', group.id, { actionId: 'endInterest' })
          : labelled('putMeOn', group.id, { actionId: 'returnToInterest' }),
      ),
    ),
  }
}

/** The interest list, for a convenor: who, who has been invited, how people get on it, and whom to invite. */
export function interestListMessage(list: InterestList): Message {
  const { group, people, word, inviting } = list
  const days = people.map(({ slackUserId, since }) => ({
    slackUserId,
    sinceOn: localDay(since, group.timeZone),
  }))
  const invited = invitationLines(inviting?.invitations ?? [], group.timeZone)
  const parts = [
    interestListText(days),
    ...(invited.length > 0 ? [invitedPeopleText(invited)] : []),
    inviting ? placesFreeText(inviting.placesFree) : invitingLater(),
    howToGetOn(word),
  ]
  const canInvite = (inviting?.placesFree ?? 0) > 0 && notYetInvited(list).length > 0
  return {
    text: parts.join('\n'),
    blocks: [...parts.map((part) => section(part)), ...(canInvite ? [actions(inviteButton(group.id))] : [])],
  }
}
