import { Gauge, type Registry } from '@prometheus-io/client'

/** How many there are of each kind, or in each state. */
export type Counted = { of: string; as: string; count: number }

/** What is looked up when somebody asks. What nobody could answer just then is absent. */
export type Figures = {
  /** One figure each, by the name of its gauge; yes is 1. */
  single: Partial<Record<SingleName, number | boolean | undefined>>
  /** What waits to be said, by kind and state. */
  deliveries?: readonly Counted[] | undefined
  /** What the queue holds, by its name and state. */
  jobs?: readonly Counted[]
  connections: { idle: number; busy: number }
}

type SingleName = keyof typeof SINGLE

const SINGLE = {
  ready: '1 when /ready answers 200, otherwise 0.',
  oldest_due_seconds: 'How long the oldest message that waits to be said has waited.',
  workspaces_left_out: 'Workspaces in which nothing can be said, which are left out of the oldest message.',
  database_up: '1 when the database answers within two seconds, otherwise 0.',
  queue_up: '1 when the queue answers within two seconds, otherwise 0.',
  slack_connected: '1 unless Slack has not been connected for half a minute.',
  slack_answer_age_seconds: 'How long ago Slack last answered a call.',
  tick_age_seconds: 'How long ago a tick last ended, well or not. Ticks come every fifteen seconds.',
  clock_skew_seconds: 'By how much the database’s clock is ahead of this machine’s.',
  database_pool_waiting: 'Queries that wait for a connection to the database.',
} as const

/** Gauges whose figures are given anew each time somebody asks; what is not given then is not shown. */
export function createGauges(registry: Registry, prefix: string): (figures: Figures) => void {
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: prefix + name, help, labelNames, registers: [registry] })
  const singles = Object.entries(SINGLE).map(
    ([name, help]) => [name as SingleName, gauge(name, help)] as const,
  )
  const deliveries = gauge(
    'deliveries_waiting',
    'Messages whose fate is open: pending, sending, unknown (Slack’s answer was lost) or failed (refused, and kept until that is mended).',
    ['kind', 'status'],
  )
  const jobs = gauge(
    'jobs',
    'Jobs of the queue: waiting, later (not due yet), active, or failed (and to be tried again).',
    ['queue', 'state'],
  )
  const connections = gauge('database_pool_connections', 'Open connections to the database.', ['state'])
  return (figures) => {
    for (const [name, single] of singles) {
      const figure = figures.single[name]
      if (figure === undefined) single.remove()
      else single.set(Number(figure))
    }
    deliveries.reset()
    for (const { of: kind, as: status, count } of figures.deliveries ?? [])
      deliveries.inc({ kind, status }, count)
    jobs.reset()
    for (const { of: queue, as: state, count } of figures.jobs ?? []) jobs.inc({ queue, state }, count)
    for (const [state, count] of Object.entries(figures.connections)) connections.set({ state }, count)
  }
}
