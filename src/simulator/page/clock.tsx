/** The workspace's clock, at the top of the right side. */
import { useState } from 'react'
import { type ClockMove, moveClock } from './api.ts'
import { clockTime, longDay, zoneName } from './slack-date.ts'
import { useWorkspace } from './workspace.tsx'

const MOVES: { to: ClockMove; label: string }[] = [
  { to: 'hour', label: '+1 hour' },
  { to: 'day', label: '+1 day' },
  { to: 'week', label: '+1 week' },
  { to: 'next', label: 'To the next thing due' },
]

const HINT = 'Move the clock to see what comes next.'

/** What was said of a time is left out when the clock has been moved on from elsewhere, as by a step of the guide. */
const SAID_FOR_MS = 3_600_000

export function ClockPanel({ refresh }: { refresh(): Promise<void> }) {
  const { viewer, now } = useWorkspace()
  const [{ said, at }, setNote] = useState({ said: HINT, at: now })
  const [moving, setMoving] = useState<ClockMove>()
  const zone = viewer.timeZone
  const inWords = (at: Date) => `${longDay(at, zone)}, ${clockTime(at, zone)}`
  const move = async (to: ClockMove) => {
    if (moving) return
    setMoving(to)
    setNote({ said: 'The clock is moving…', at: now })
    try {
      const answer = await moveClock(to)
      await refresh()
      const what = to === 'next' ? (answer.due ?? 'Nothing is due.') : 'Moved on.'
      const there = new Date(answer.now)
      setNote({ said: `${/[.…!?]$/.test(what) ? what : `${what}.`} It is now ${inWords(there)}.`, at: there })
    } catch (error) {
      const why = error instanceof Error ? error.message : error
      setNote({ said: `The clock could not be moved: ${why}`, at: now })
    }
    setMoving(undefined)
  }
  return (
    <section className="panel" aria-labelledby="clock-title">
      <h2 id="clock-title">The clock</h2>
      <p className="clock">
        <time dateTime={now.toISOString()}>
          <span className="clock-time">{clockTime(now, zone)}</span>
          <span>{longDay(now, zone)}</span>
        </time>
        <span className="quiet">
          {zoneName(zone)} ({zone})
        </span>
      </p>
      <div className="clock-moves">
        {MOVES.map(({ to, label }) => (
          <button
            key={to}
            type="button"
            className={to === 'next' ? 'button button-primary clock-next' : 'button'}
            aria-disabled={moving !== undefined}
            aria-busy={moving === to}
            onClick={() => move(to)}
          >
            {label}
          </button>
        ))}
      </div>
      <p className="clock-said" role="status">
        {moving || now.getTime() - at.getTime() < SAID_FOR_MS ? said : HINT}
      </p>
    </section>
  )
}
