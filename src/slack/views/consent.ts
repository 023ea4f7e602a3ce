import type { Group } from '#db/group.ts'
import type { ConsentPlace } from '#domain/consent.ts'
import { introduction } from '#text/group.ts'
import { actions, labelled, type Message, section } from './parts.ts'

/** What is pressed in each place, because what stands there is another text. */
export const AGREE: Record<ConsentPlace, string> = {
  joining: 'agreeToJoining',
  introduction: 'agreeToIntroduction',
}

/** Agrees to what stands above it. */
export function agreeButton(place: ConsentPlace, groupId: string) {
  return labelled('agree', groupId, { actionId: AGREE[place] })
}

/** The bot's one message about itself, under which those who found the group can agree. */
export function introductionMessage(group: Group): Message {
  const text = introduction(group)
  return { text, blocks: [section(text), actions(agreeButton('introduction', group.id))] }
}
