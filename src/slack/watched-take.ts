import type { RequestKind, Watch } from '#watch/watch.ts'
import { monotonicMs } from './http-message.ts'
import type { Take } from './workspace-app.ts'

/** By the type of a payload; a command has none. */
const KINDS: Readonly<Record<string, RequestKind>> = {
  event_callback: 'event',
  block_actions: 'action',
  view_submission: 'view',
}

/** Lets everything that Slack sends be seen: by its kind, whether it took effect, and how soon Slack was told so. */
export function watchedTake(watch: () => Watch, take: Take): Take {
  return (received) => {
    const { acknowledged, during } = watch()
    const kind = kindOf(received.body)
    const { arrivedAt = monotonicMs(), acknowledgedAt } = received
    const note = (at: number) => acknowledged(kind, (at - arrivedAt) / 1000)
    const ack: typeof received.ack = async (response) => {
      await received.ack(response)
      if (typeof acknowledgedAt !== 'number') note(monotonicMs())
    }
    return during({ name: 'request', kind }, async () => {
      if (typeof acknowledgedAt === 'number') note(acknowledgedAt)
      await take({ ...received, ack })
    })
  }
}

function kindOf({ type, command }: Record<string, unknown>): RequestKind {
  if (typeof command === 'string') return 'command'
  return typeof type === 'string' && Object.hasOwn(KINDS, type) ? (KINDS[type] ?? 'other') : 'other'
}
