import type { Jobs } from '#db/queue.ts'
import { presenceQuestion, recordPresence } from '#usecases/presence.ts'
import { whoReadsAlong } from './audience.ts'
import { membersOfChannel } from './channel.ts'
import type { Shell } from './shell.ts'
import { repeatable } from './slack-answer.ts'

/**
 * Asks Slack who is in a group's channel and whose account is closed, which events may have missed or never tell.
 * Where the bot is not in the channel itself, it cannot know and changes nothing.
 */
export async function checkPresence(shell: Shell, { groupId }: Jobs['presence']): Promise<void> {
  const question = await presenceQuestion(shell.context(), groupId)
  if (!question) return
  let inChannel: string[] = []
  const read = async () => {
    inChannel = await membersOfChannel(shell.poster, question.channelId)
  }
  const isRead = (await repeatable(read)) && inChannel.includes(shell.botUserId)
  // In a channel that became public the bot may not even ask who is there, so this is a question of its own.
  await repeatable(() => whoReadsAlong(shell, { id: groupId, channelId: question.channelId }))
  if (!isRead) return
  const closed: string[] = []
  for (const slackUserId of question.slackUserIds)
    if (await isClosed(shell, slackUserId)) closed.push(slackUserId)
  await recordPresence(shell.context(), groupId, { inChannel, closed })
}

/** Whoever cannot be looked up counts as there: nothing is concluded from what Slack does not say. */
async function isClosed(shell: Shell, slackUserId: string): Promise<boolean> {
  let isDeleted = false
  await repeatable(async () => {
    const { user } = await shell.poster.users.info({ user: slackUserId })
    isDeleted = user?.deleted ?? false
  })
  return isDeleted
}
