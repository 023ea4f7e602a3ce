import type { Jobs } from '#db/queue.ts'
import { channelWithParked, goOnInChannel } from '#usecases/parked.ts'
import { whyNoPost } from './channel.ts'
import type { Shell } from './shell.ts'

/** Posts what is parked in a group's channel, if Slack says that it can be posted in again. */
export async function checkParked(shell: Shell, { groupId }: Jobs['parked']): Promise<void> {
  const channelId = await channelWithParked(shell.context(), groupId)
  if (!channelId || (await whyNoPost(shell, channelId))) return
  await goOnInChannel(shell.context(), groupId)
}
