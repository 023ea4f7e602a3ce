/** Keeps what the page shows up to date. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { PageState } from '#simulator/page-state.ts'
import { fetchState, subscribe } from './api.ts'

/** The clock of the workspace may run by itself; this often the page looks at it. */
const CLOCK_LOOK_MS = 15_000

/**
 * What this person may see, asked for again after every change. `refresh` resolves when what was there at
 * the time of the call is on the screen. While another person's view is on its way, the last one stays.
 */
export function useFeed(viewerId: string | undefined) {
  const [state, setState] = useState<PageState>()
  const [problem, setProblem] = useState<string>()
  const current = useRef(viewerId)
  current.current = viewerId
  const running = useRef<Promise<void> | undefined>(undefined)
  const next = useRef<Promise<void> | undefined>(undefined)

  const load = useCallback(async () => {
    const asked = current.current
    if (!asked) return
    try {
      const fresh = await fetchState(asked)
      if (current.current !== asked) return
      setState(fresh)
      setProblem(undefined)
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }, [])

  const refresh = useCallback((): Promise<void> => {
    // A request on its way may have left before the change, so one more follows it; never more than one waits.
    if (!running.current) {
      running.current = load().finally(() => {
        running.current = undefined
      })
      return running.current
    }
    next.current ??= running.current.then(() => {
      next.current = undefined
      return refresh()
    })
    return next.current
  }, [load])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new viewer sees other things
  useEffect(() => {
    void refresh()
    const unsubscribe = subscribe(() => void refresh())
    const timer = setInterval(refresh, CLOCK_LOOK_MS)
    return () => {
      unsubscribe()
      clearInterval(timer)
    }
  }, [refresh, viewerId])

  return { state, problem, refresh }
}
