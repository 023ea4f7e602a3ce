/** Draws blocks without a browser. */
import type { KnownBlock } from '@slack/types'
import { renderToStaticMarkup } from 'react-dom/server'
import { Blocks } from '#simulator/page/block.tsx'
import { type Surface, SurfaceProvider } from '#simulator/page/surface.tsx'
import { WorkspaceProvider } from '#simulator/page/workspace.tsx'
import type { PageState } from '#simulator/page-state.ts'

const person = (id: string, realName: string) => ({
  id,
  name: realName.toLowerCase(),
  realName,
  timeZone: 'America/New_York',
  locale: 'en-GB',
  isBot: false,
  isGuest: false,
  isDeactivated: false,
})

const state: PageState = {
  viewerId: 'U1',
  botId: 'U0',
  people: [person('U1', 'Fiona'), person('U2', 'Gustav')],
  roles: {},
  unread: {},
  channelNames: { C1: 'circle' },
  conversations: [],
  now: '2027-03-01T12:00:00Z',
}

/** The HTML of these blocks for Fiona in New York, on 1 March 2027; `errors` by block id. */
export function renderBlocks(blocks: unknown[], errors: Record<string, string> = {}): string {
  const surface: Surface = {
    valueOf: () => undefined,
    press: async () => undefined,
    fill: () => undefined,
    errors,
    pressing: undefined,
    idPrefix: 'here',
  }
  const workspace = {
    state,
    viewer: person('U1', 'Fiona'),
    now: new Date(state.now),
    act: async () => ({ ok: true }) as const,
    open: () => undefined,
  }
  return renderToStaticMarkup(
    <WorkspaceProvider value={workspace}>
      <SurfaceProvider value={surface}>
        <Blocks blocks={blocks as KnownBlock[]} headingLevel={3} />
      </SurfaceProvider>
    </WorkspaceProvider>,
  )
}
