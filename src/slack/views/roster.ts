import { whatIsKept } from '#text/invitation.ts'
import { leaveConfirmation, leaveText, putOnRosterText, ratherNotText } from '#text/roster.ts'
import { actions, button, type Message, section } from './parts.ts'

/** To somebody whom a convenor has put on the roster by hand: what is kept, and the way out. */
export function putOnRosterMessage(groupName: string, groupId: string, byId: string): Message {
  const parts = [putOnRosterText(groupName, byId), whatIsKept(), ratherNotText()]
  return {
    text: parts.join('\n'),
    blocks: [...parts.map((part) => section(part)), actions(leaveButton(groupId))],
  }
}

/** What leaving means, and the button that does it. */
export function leaveMessage(groupName: string, groupId: string, isConvenor: boolean): Message {
  const text = leaveText(groupName, isConvenor)
  return { text, blocks: [section(text), actions(leaveButton(groupId))] }
}

function leaveButton(groupId: string) {
  return button('Leave the group', 'leaveGroup', groupId, { style: 'danger', confirm: leaveConfirmation() })
}
