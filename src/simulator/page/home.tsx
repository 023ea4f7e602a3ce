/** The app's Home tab, as the app published it for this person. */
import type { KnownBlock } from '@slack/types'
import { useEffect } from 'react'
import { Blocks } from './block.tsx'
import { HomeIcon } from './icon.tsx'
import { PressSurface } from './surface.tsx'
import { nameOf, useWorkspace } from './workspace.tsx'

export function Home() {
  const { state, viewer, act } = useWorkspace()
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each person who looks
  useEffect(() => {
    void act({ action: 'openHome' })
  }, [viewer.id])
  return (
    <>
      <header className="room-head">
        <h1>
          <HomeIcon />
          {nameOf(state, state.botId)}: Home
        </h1>
      </header>
      <section className="home" aria-label="Home">
        {state.home ? (
          <PressSurface key={viewer.id} target={{ home: true }} idPrefix="home">
            <Blocks blocks={state.home.blocks as KnownBlock[]} headingLevel={2} />
          </PressSurface>
        ) : (
          <p className="quiet">This app has nothing on its Home tab for you yet.</p>
        )}
      </section>
    </>
  )
}
