/** How many things that one person has asked for are done at once, and how many more wait for that. */
const AT_ONCE = 4
const WAITING_AT_MOST = 20

/** Does something for somebody when it is their turn; false, and nothing is done, when too much of theirs waits. */
export type InTurn = (personId: string, work: () => Promise<void>) => Promise<boolean>

/**
 * Nobody, and no program of theirs, keeps all others waiting: the database has few connections, and whoever asks for
 * a hundred things at once has all of them but four wait in a line of their own, or is told that it is too much.
 */
export function takeTurns(): InTurn {
  const lines = new Map<string, { running: number; waiting: (() => void)[] }>()
  return async (personId, work) => {
    const line = lines.get(personId) ?? { running: 0, waiting: [] }
    if (line.waiting.length >= WAITING_AT_MOST) return false
    lines.set(personId, line)
    if (line.running < AT_ONCE) line.running += 1
    else await new Promise<void>((isMyTurn) => line.waiting.push(isMyTurn))
    try {
      await work()
    } finally {
      const next = line.waiting.shift()
      if (next) next()
      else line.running -= 1
      if (line.running === 0) lines.delete(personId)
    }
    return true
  }
}
