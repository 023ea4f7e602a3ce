import { gettingOnText, whatIsKept } from '#text/invitation.ts'
import { leaveConfirmation, leaveText, putOnRosterText, ratherNotText } from '#text/roster.ts'
import { agreeButton } from './consent.ts'
import { actions, labelled, type Message, section } from './parts.ts'

/** To somebody whom a convenor has put on the roster by hand: what is kept, and the way out. */
export function putOnRosterMessage(groupName: string, groupId: string, byId: string): Message {
  const parts = [putOnRosterText(groupName, byId), whatIsKept(), ratherNotText()]
  return {
    text: parts.join('\n'),
    blocks: [
      ...parts.map((part) => section(part)),
      actions(agreeButton('joining', groupId), leaveButton(groupId)),
    ],
  }
}

/** Privately to somebody who has got on at a bus stop, with the way out. */
export function gettingOnMessage(groupName: string, groupId: string): Message {
  const text = gettingOnText(groupName)
  return { text, blocks: [section(text), actions(leaveButton(groupId))] }
}

/** What leaving means, for each group of a person, with the button that does it. */
export function leaveMessage(groups: readonly { id: string; name: string; isConvenor: boolean }[]): Message {
  const texts = groups.map(({ name, isConvenor }) => leaveText(name, isConvenor))
  return {
    text: texts.join('\n'),
    blocks: groups.map(({ id }, index) => section(texts[index] ?? '', leaveButton(id))),
  }
}

/** Leaves the group at a press, after a confirmation. */
export function leaveButton(groupId: string) {
  return labelled('leaveGroup', groupId, { style: 'danger', confirm: leaveConfirmation() })
}
