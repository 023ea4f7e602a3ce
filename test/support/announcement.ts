/** The bot has something to say that needs no story before it. */
import { randomUUID } from 'node:crypto'
import type { World } from './world.ts'

/** As after a change of convenors: in the channel who convenes now, or to one of them that they do. */
export async function announce(
  world: World,
  kind: 'convenorsChanged' | 'becameConvenor',
  address: string,
): Promise<void> {
  const { db, queue, now } = world.bot.context()
  const { id: groupId } = await db.group.findFirstOrThrow()
  const nonce = randomUUID()
  await db.$transaction(async (tx) => {
    const about = { kind, convenorId: address, change: nonce }
    const data = { groupId, address, about, status: 'pending' as const, createdAt: now.toJSDate() }
    const { id } = await tx.delivery.create({ data: { ...data, key: nonce, nonce } })
    await queue.add(tx, 'deliver', { deliveryId: id }, address)
  })
}
