/** How many things that one person has asked for are done at once, and how many more wait for that. */
const AT_ONCE = 4
const WAITING_AT_MOST = 20

/** A place in the line of whoever asked for something: does it when it is their turn. */
export type Place = (work: () => Promise<void>) => Promise<void>

/** Gives somebody a place in their line, or null when too much of theirs waits. */
export type TakePlace = (personId: string) => Place | null

/**
 * Nobody, and no program of theirs, keeps all others waiting: the database has few connections, and whoever asks for
 * a hundred things at once has all of them but four wait in a line of their own, or is told that it is too much.
 */
export function takeTurns(): TakePlace {
  const lines = new Map<string, { running: number; waiting: (() => void)[] }>()
  return (personId) => {
    const line = lines.get(personId) ?? { running: 0, waiting: [] }
    if (line.waiting.length >= WAITING_AT_MOST) return null
    lines.set(personId, line)
    let turn: Promise<void> | null = null
    if (line.running < AT_ONCE) line.running += 1
    else turn = new Promise<void>((isMyTurn) => line.waiting.push(isMyTurn))
    return async (work) => {
      await turn
      try {
        await work()
      } finally {
        const next = line.waiting.shift()
        if (next) next()
        else line.running -= 1
        if (line.running === 0) lines.delete(personId)
      }
    }
  }
}
