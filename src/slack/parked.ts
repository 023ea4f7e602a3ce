import { findGroupById } from '#db/group.ts'
import type { Jobs } from '#db/queue.ts'
import { ask } from '#usecases/context.ts'
import { goOnInChannel } from '#usecases/parked.ts'
import { whyNoPost } from './channel.ts'
import type { Shell } from './shell.ts'

/** Posts what is parked in a group's channel, if Slack says that it can be posted in again. */
export async function checkParked(shell: Shell, { groupId }: Jobs['parked']): Promise<void> {
  const group = await ask(shell.context(), (tx) => findGroupById(tx, groupId))
  if (!group || (await whyNoPost(shell, group))) return
  await goOnInChannel(shell.context(), groupId)
}
