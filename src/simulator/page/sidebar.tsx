/** The left side: who you are, and where you can go. */
import type { ReactNode } from 'react'
import type { Conversation } from '#simulator/page-state.ts'
import { ChannelIcon, HomeIcon, MessageIcon } from './icon.tsx'
import { clockTime, zoneName } from './slack-date.ts'
import { type Place, useWorkspace } from './workspace.tsx'

type Props = {
  title: string
  place: Place
  chooseViewer(id: string): void
}

export function Sidebar({ title, place, chooseViewer }: Props) {
  const { state, open } = useWorkspace()
  const rooms = state.conversations.filter(({ kind }) => kind !== 'direct')
  const direct = state.conversations.find(({ kind }) => kind === 'direct')
  const at = typeof place === 'string' ? undefined : place.conversationId
  const link = (room: Conversation, name: string, icon: ReactNode) => (
    <li key={room.id}>
      <PlaceButton isHere={room.id === at} unread={room.unread} go={() => open({ conversationId: room.id })}>
        {icon}
        <span className="place-name">{name}</span>
      </PlaceButton>
    </li>
  )
  return (
    <>
      <p className="sidebar-title">{title}</p>
      <ViewerChoice chooseViewer={chooseViewer} />
      <nav aria-label="Channels and apps">
        <h2>Channels</h2>
        <ul>{rooms.map((room) => link(room, room.name, <ChannelIcon kind={room.kind} />))}</ul>
        {rooms.length === 0 && <p className="sidebar-none">Not in any channel</p>}
        <h2>Apps</h2>
        <p className="sidebar-app">{direct?.name}</p>
        <ul>
          <li>
            <PlaceButton isHere={place === 'home'} unread={0} go={() => open('home')}>
              <HomeIcon />
              <span className="place-name">Home</span>
            </PlaceButton>
          </li>
          {direct && link(direct, 'Private messages', <MessageIcon />)}
        </ul>
      </nav>
    </>
  )
}

function PlaceButton(props: { isHere: boolean; unread: number; go(): void; children: ReactNode }) {
  return (
    <button
      type="button"
      className={props.unread > 0 ? 'place place-new' : 'place'}
      aria-current={props.isHere ? 'page' : undefined}
      onClick={props.go}
    >
      {props.children}
      {props.unread > 0 && (
        <span className="count">
          {props.unread}
          <span className="sr-only"> new</span>
        </span>
      )}
    </button>
  )
}

function ViewerChoice({ chooseViewer }: Pick<Props, 'chooseViewer'>) {
  const { state, viewer, now } = useWorkspace()
  const choices = state.people.filter((person) => !person.isBot && !person.isDeactivated)
  const label = (id: string, name: string) => {
    const unread = state.unread[id] ?? 0
    const role = state.roles[id] ? `, ${state.roles[id]}` : ''
    return unread > 0 && id !== viewer.id ? `${name}${role} · ${unread} new` : `${name}${role}`
  }
  return (
    <div className="viewer">
      <label htmlFor="viewer">You are</label>
      <select
        id="viewer"
        className="input"
        value={viewer.id}
        onChange={({ target }) => chooseViewer(target.value)}
      >
        {choices.map(({ id, realName, name }) => (
          <option key={id} value={id}>
            {label(id, realName || name)}
          </option>
        ))}
      </select>
      <p className="viewer-time">
        {clockTime(now, viewer.timeZone)}, {zoneName(viewer.timeZone)}
        {viewer.isGuest && ' · guest'}
      </p>
    </div>
  )
}
