import type { DateTime } from 'luxon'
import type { Tx } from '#db/client.ts'
import type { Group } from '#db/group.ts'
import type { About, DeliveryKind } from '#domain/delivery.ts'
import type { Message } from '#slack/views/parts.ts'

/** Makes the words of one kind of delivery; null when what it was about is no longer so. */
export type Renderer<K extends DeliveryKind> = (input: {
  tx: Tx
  about: Extract<About, { kind: K }>
  group: Group
  now: DateTime
  /** Whether it is in Slack already and only brought up to date. */
  isPosted: boolean
}) => Promise<Message | null>

/** One for each of these kinds. */
export type Renderers<K extends DeliveryKind> = { [Each in K]: Renderer<Each> }
