/** The page of a simulated workspace, with a clock that stands still until it is moved. */
import type { Simulator } from '#simulator/contract.ts'
import { type ClockStep, type PageOptions, servePage } from '#simulator/page-server.ts'

export type TestClock = PageOptions['clock'] & { due: string[] }

const HOURS: Record<ClockStep, number> = { now: 0, hour: 1, day: 24, week: 168 }

/** A clock at `iso`; `toNext` goes an hour on for each of `due`, and answers it. */
export function testClock(iso: string): TestClock {
  let now = new Date(iso)
  const due: string[] = []
  const advance = async (step: ClockStep) => {
    now = new Date(now.getTime() + HOURS[step] * 3_600_000)
  }
  return {
    due,
    now: () => now,
    advance,
    async toNext() {
      const next = due.shift()
      if (next !== undefined) await advance('hour')
      return next
    },
  }
}

/** Serves the page on a free port. */
export function startPage(simulator: Simulator, clock: TestClock, options: Partial<PageOptions> = {}) {
  return servePage(simulator, { port: 0, title: 'Rehearsal', guide: [], clock, ...options })
}

/** A request to the page as a browser sends it; `body` makes it a POST. */
export async function ask(url: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(url + path, {
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
  })
  return { status: response.status, body: await response.json() }
}
