/** Deliveries for which this process has called Slack and not stored what became of it. */
const inHand = new Set<string>()

/**
 * Has a delivery in hand until `work` has ended. Meanwhile this process knows more of it than the database, however long
 * that cannot be reached, so it does not settle it as if nobody knew.
 */
export async function withInHand<T>(deliveryId: string, work: () => Promise<T>): Promise<T> {
  inHand.add(deliveryId)
  try {
    return await work()
  } finally {
    inHand.delete(deliveryId)
  }
}

/** Whether this process is about to store what became of a delivery. */
export function isInHand(deliveryId: string): boolean {
  return inHand.has(deliveryId)
}
