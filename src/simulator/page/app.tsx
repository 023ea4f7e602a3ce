/** The page as a whole. */
import { useEffect, useState } from 'react'
import type { PageSetup } from '#simulator/page-server.ts'
import type { PageState } from '#simulator/page-state.ts'
import { readAddress, writeAddress } from './address.ts'
import { Announcer } from './announcer.tsx'
import { act, type Deed } from './api.ts'
import { ClockPanel } from './clock.tsx'
import { Conversation } from './conversation.tsx'
import { useFeed } from './feed.ts'
import { Guide } from './guide.tsx'
import { Home } from './home.tsx'
import { Modal } from './modal.tsx'
import { EmojiNames } from './reaction.tsx'
import { Sidebar } from './sidebar.tsx'
import { type Place, type Workspace, WorkspaceProvider } from './workspace.tsx'

type Side = 'sidebar' | 'aside'

export function App({ setup }: { setup: PageSetup }) {
  const [{ viewerId = setup.defaultViewerId, place }, setAddress] = useState(() => readAddress(location.hash))
  const [target, setTarget] = useState<string>()
  const [side, setSide] = useState<Side>()
  const { state, problem, refresh } = useFeed(viewerId)
  useEffect(() => {
    history.replaceState(null, '', writeAddress({ viewerId, ...(place && { place }) }))
  }, [viewerId, place])
  useEffect(() => {
    const onHash = () => setAddress(readAddress(location.hash))
    window.addEventListener('hashchange', onHash)
    return () => window.removeEventListener('hashchange', onHash)
  }, [])
  useEffect(() => {
    document.title = setup.title
  }, [setup.title])

  // What is on the screen is one person's, from the list of names to whoever acts, until the next person's is there.
  const viewer = state?.people.find(({ id }) => id === state.viewerId)
  if (!state || !viewer) return <p className="loading">{problem ?? 'Loading…'}</p>
  const here = placeFor(state, place)
  const chooseViewer = (id: string) => setAddress({ viewerId: id, place: here })
  const workspace: Workspace = {
    state,
    viewer,
    now: new Date(state.now),
    act: async (deed: Deed) => {
      const outcome = await act(viewer.id, deed)
      await refresh()
      return outcome
    },
    open: (next, ts) => {
      setAddress({ viewerId, place: next })
      setTarget(ts)
      setSide(undefined)
    },
  }
  return (
    <WorkspaceProvider value={workspace}>
      <div className="frame" data-side={side}>
        <TopBar title={setup.title} side={side} setSide={setSide} />
        <section className="sidebar" id="sidebar" aria-label="You and your places">
          <Sidebar title={setup.title} place={here} chooseViewer={chooseViewer} />
        </section>
        <main>
          <Main place={here} state={state} setup={setup} target={target} />
          {problem && <p className="failure" role="alert">{`No connection: ${problem}`}</p>}
        </main>
        <aside id="aside" aria-label="Clock and guide">
          <ClockPanel refresh={refresh} />
          {setup.guide.length > 0 && (
            <Guide id={setup.id} steps={setup.guide} chooseViewer={chooseViewer} refresh={refresh} />
          )}
        </aside>
      </div>
      {state.modal && <Modal key={`modal ${viewer.id}`} open={state.modal} />}
      <Announcer key={`announcer ${viewer.id}`} state={state} />
      <EmojiNames />
    </WorkspaceProvider>
  )
}

function Main(props: { place: Place; state: PageState; setup: PageSetup; target: string | undefined }) {
  const { place, state, setup, target } = props
  if (place === 'home') return <Home />
  const room = state.conversations.find(({ id }) => id === place.conversationId)
  return room && <Conversation room={room} commands={setup.commands} target={target} />
}

/** Where the person is: where they wanted to be if they may, else the first channel, else the app's messages. */
function placeFor(state: PageState, wanted: Place | undefined): Place {
  if (wanted === 'home') return wanted
  const room = state.conversations.find(({ id }) => id === wanted?.conversationId) ?? state.conversations[0]
  return room ? { conversationId: room.id } : 'home'
}

/** On narrow screens the two sides open from here; on wide ones they are always there and this is not. */
function TopBar(props: { title: string; side: Side | undefined; setSide(side: Side | undefined): void }) {
  const button = (name: Side, label: string) => (
    <button
      type="button"
      className="button"
      aria-expanded={props.side === name}
      aria-controls={name}
      onClick={() => props.setSide(props.side === name ? undefined : name)}
    >
      {label}
    </button>
  )
  return (
    <div className="topbar">
      {button('sidebar', 'Channels')}
      <span className="topbar-title">{props.title}</span>
      {button('aside', 'Guide and clock')}
    </div>
  )
}
