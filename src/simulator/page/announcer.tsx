/** Says new messages to those who listen to the page instead of looking at it; for each viewer a new one. */
import { useEffect, useRef, useState } from 'react'
import type { PageState } from '#simulator/page-state.ts'
import { textOf } from './mrkdwn-parse.ts'
import { nameOf } from './workspace.tsx'

const MOST = 3

export function Announcer({ state }: { state: PageState }) {
  const [said, setSaid] = useState('')
  const known = useRef<Set<string>>(undefined)
  useEffect(() => {
    const all = state.conversations.flatMap((room) =>
      room.messages.map((message) => ({ key: `${message.channelId} ${message.ts}`, room, message })),
    )
    const before = known.current
    known.current = new Set(all.map(({ key }) => key))
    if (!before) return
    const fresh = all.filter(({ key, message }) => !before.has(key) && message.userId !== state.viewerId)
    if (fresh.length === 0) return
    const lines = fresh.slice(-MOST).map(({ room, message }) => {
      const where = room.kind === 'direct' ? 'to you' : `in ${room.name}`
      return `${nameOf(state, message.userId)} ${where}: ${textOf(message.text)}`
    })
    const more = fresh.length > MOST ? `${fresh.length} new messages. ` : ''
    setSaid(more + lines.join(' '))
  }, [state])
  return (
    <p className="sr-only" role="status">
      {said}
    </p>
  )
}
