/** The middle of the page: a conversation with its messages and the field to write in. */
import { Fragment, useEffect, useLayoutEffect, useRef } from 'react'
import type { CommandHint } from '#simulator/page-server.ts'
import type { Conversation as Room } from '#simulator/page-state.ts'
import { Composer } from './composer.tsx'
import { ChannelIcon } from './icon.tsx'
import { Message } from './message.tsx'
import { dayName, instantOf } from './slack-date.ts'
import { nameOf, useWorkspace } from './workspace.tsx'

type Props = { room: Room; commands: CommandHint[]; target: string | undefined }

export function Conversation({ room, commands, target }: Props) {
  const { viewer } = useWorkspace()
  const isDirect = room.kind === 'direct'
  useReadMark(room)
  return (
    <>
      <header className="room-head">
        <h1>
          {!isDirect && <ChannelIcon kind={room.kind} />}
          {room.name}
        </h1>
        <Members room={room} />
      </header>
      <MessageList key={`messages ${viewer.id} ${room.id}`} room={room} target={target} />
      {isDirect ? (
        <p className="composer composer-off quiet">Sending messages to this app has been turned off.</p>
      ) : room.isArchived ? (
        <p className="composer composer-off quiet">This channel is archived.</p>
      ) : (
        <Composer
          key={`composer ${viewer.id} ${room.id}`}
          channelId={room.id}
          channelName={`#${room.name}`}
          commands={commands}
        />
      )}
    </>
  )
}

function Members({ room }: { room: Room }) {
  const { state, viewer } = useWorkspace()
  if (room.kind === 'direct') return <p className="quiet">Private messages from the app to you</p>
  const names = room.memberIds.map((id) => nameOf(state, id) + (id === viewer.id ? ' (you)' : ''))
  return (
    <details className="members">
      <summary>
        {room.kind === 'private' ? 'Private channel' : 'Channel'}, {names.length}{' '}
        {names.length === 1 ? 'member' : 'members'}
      </summary>
      <ul>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </details>
  )
}

function MessageList({ room, target }: { room: Room; target: string | undefined }) {
  const { viewer, now } = useWorkspace()
  const ref = useRef<HTMLElement>(null)
  useScroll(ref, room, target)
  const days = room.messages.map(({ ts }) => dayName(instantOf(ts), viewer.timeZone, now))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: messages without buttons could not be scrolled by keyboard otherwise
    <section className="messages" ref={ref} tabIndex={0} aria-label={`Messages in ${room.name}`}>
      {room.messages.length === 0 && (
        <p className="messages-none quiet">Nothing has been written here yet.</p>
      )}
      <ol>
        {room.messages.map((message, index) => (
          <Fragment key={message.ts}>
            {days[index] !== days[index - 1] && (
              <li className="day">
                <h2>{days[index]}</h2>
              </li>
            )}
            <Message message={message} />
          </Fragment>
        ))}
      </ol>
    </section>
  )
}

/** Stays at the newest message while the reader is there, and goes to a message that a link named. */
function useScroll(ref: { current: HTMLElement | null }, room: Room, target: string | undefined): void {
  /** Where the end was before the messages changed; the browser tells of scrolling only later. */
  const end = useRef(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: after every change of the messages, new or updated
  useLayoutEffect(() => {
    const list = ref.current
    if (!list) return
    const wasAtEnd = list.scrollTop > end.current - 80
    end.current = list.scrollHeight - list.clientHeight
    if (wasAtEnd) list.scrollTo({ top: end.current })
  }, [room.messages])
  useEffect(() => {
    const message = target && document.getElementById(`message-${target}`)
    if (!message) return
    message.scrollIntoView({ block: 'center' })
    message.focus()
  }, [target])
}

/** What is on the screen has been read. */
function useReadMark(room: Room): void {
  const { act } = useWorkspace()
  const newest = room.messages.at(-1)?.ts
  // biome-ignore lint/correctness/useExhaustiveDependencies: `act` is new each time the page is drawn
  useEffect(() => {
    if (room.unread > 0 && newest) void act({ action: 'read', conversationId: room.id, ts: newest })
  }, [room.id, room.unread, newest])
}
