/** The bot has something to say that needs no story before it. */
import { randomUUID } from 'node:crypto'
import { turnKey } from '#db/queue.ts'
import type { World } from './world.ts'

/** Who convenes now, or to somebody that a survey has no result to show. */
export async function announce(
  world: World,
  kind: 'convenorsChanged' | 'surveyWithheld',
  address: string,
): Promise<void> {
  const { db, queue, now } = world.bot.context()
  const { id: groupId } = await db.group.findFirstOrThrow({
    where: { workspace: { teamId: world.simulator.teamId } },
  })
  const nonce = randomUUID()
  await db.$transaction(async (tx) => {
    const about = { kind, convenorId: address, surveyId: nonce, change: nonce }
    const data = { groupId, address, about, status: 'pending' as const, createdAt: now.toJSDate() }
    const { id } = await tx.delivery.create({ data: { ...data, key: nonce, nonce } })
    const { teamId } = world.simulator
    await queue.add(tx, 'deliver', { deliveryId: id, teamId }, turnKey(teamId, address))
  })
}
