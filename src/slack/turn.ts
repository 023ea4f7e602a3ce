/** How many things that one person has asked for are done at once, and how many more wait for that. */
const AT_ONCE = 4
const WAITING_AT_MOST = 20

/** A place in the line of whoever asked for something: does it when it is their turn. */
export type Place = (work: () => Promise<void>) => Promise<void>

/**
 * Gives somebody a place in their line, or says that too much of theirs waits: `full` the first time, and `stillFull` until
 * nothing of theirs is left to do.
 */
export type TakePlace = (personId: string) => Place | 'full' | 'stillFull'

/**
 * Nobody, and no program of theirs, keeps all others waiting: the database has few connections, and whoever asks for
 * a hundred things at once has all of them but four wait in a line of their own, or is told that it is too much.
 */
export function takeTurns(): TakePlace {
  const lines = new Map<string, { running: number; waiting: (() => void)[]; wasFull: boolean }>()
  return (personId) => {
    const line = lines.get(personId) ?? { running: 0, waiting: [], wasFull: false }
    if (line.waiting.length >= WAITING_AT_MOST) {
      const { wasFull } = line
      line.wasFull = true
      return wasFull ? 'stillFull' : 'full'
    }
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
