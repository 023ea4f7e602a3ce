/** What every part of the page may need to know about the workspace, and the way to do something in it. */
import { createContext, type ReactNode, useContext } from 'react'
import type { Outcome, Person } from '#simulator/contract.ts'
import type { PageState } from '#simulator/page-state.ts'
import type { Deed } from './api.ts'

export type Place = { conversationId: string } | 'home'

export type Workspace = {
  state: PageState
  viewer: Person
  now: Date
  /** Does it as the viewer and shows the result. */
  act(deed: Deed): Promise<Outcome>
  /** Opens a conversation or the Home tab; with `ts`, at that message. */
  open(place: Place, ts?: string): void
}

const Context = createContext<Workspace | undefined>(undefined)

export function WorkspaceProvider({ value, children }: { value: Workspace; children: ReactNode }) {
  return <Context value={value}>{children}</Context>
}

/** The workspace as the viewer sees it. Works only below WorkspaceProvider. */
export function useWorkspace(): Workspace {
  const workspace = useContext(Context)
  if (!workspace) throw new Error('useWorkspace is called outside WorkspaceProvider')
  return workspace
}

/** The name by which a person is shown; an id that nobody has is shown as it is. */
export function nameOf(state: PageState, userId: string): string {
  const person = state.people.find(({ id }) => id === userId)
  return person ? person.realName || person.name : userId
}
