/** The page's side of the endpoints. */
import type { Outcome } from '#simulator/contract.ts'
import type { PageAction } from '#simulator/page-action.ts'
import type { ClockAnswer, ClockStep, PageSetup } from '#simulator/page-server.ts'
import type { PageState } from '#simulator/page-state.ts'

type WithoutAs<T> = T extends unknown ? Omit<T, 'as'> : never

/** What a person does, without saying who: the page knows whose eyes it shows. */
export type Deed = WithoutAs<PageAction>

export type ClockMove = ClockStep | 'next'

/** Title, guide and suggestions; they do not change while the server runs. */
export function fetchSetup(): Promise<PageSetup> {
  return ask<PageSetup>('/sim/setup')
}

/** Everything this person may see now. */
export function fetchState(viewerId: string): Promise<PageState> {
  return ask<PageState>(`/sim/state?as=${encodeURIComponent(viewerId)}`)
}

/** Does it; a refusal by the server comes back as a failed outcome, as everything here is shown to a person. */
export async function act(viewerId: string, deed: Deed): Promise<Outcome> {
  try {
    return await send<Outcome>('/sim/do', { ...deed, as: viewerId })
  } catch (error) {
    return { ok: false, failed: error instanceof Error ? error.message : String(error) }
  }
}

/** Lets the guide do the action of its step with this index; answers what came of it, in words. */
export async function doStep(step: number): Promise<string> {
  return (await send<{ said: string }>('/sim/step', { step })).said
}

/** Moves the workspace's clock. */
export function moveClock(to: ClockMove): Promise<ClockAnswer> {
  return send<ClockAnswer>('/sim/clock', { to })
}

/**
 * Calls back after every change and, so that nothing is missed, after every new connection. Returns the way to
 * stop. A tab that nobody sees lets its connection go: browsers allow only six of them, for all tabs together.
 */
export function subscribe(onChange: () => void): () => void {
  let source: EventSource | undefined
  const connect = () => {
    source?.close()
    source = document.hidden ? undefined : new EventSource('/sim/changes')
    if (source) source.onopen = source.onmessage = onChange
  }
  connect()
  document.addEventListener('visibilitychange', connect)
  return () => {
    document.removeEventListener('visibilitychange', connect)
    source?.close()
  }
}

function send<T>(path: string, body: unknown): Promise<T> {
  return ask<T>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(path, init)
  const body = await response.json()
  if (!response.ok) throw new Error(body.error ?? `The server answered ${response.status}.`)
  return body as T
}
