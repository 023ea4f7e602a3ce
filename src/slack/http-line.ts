import pLimit from 'p-limit'
import { monotonicMs, type ReceivedMessage, SLACK_WAITS_MS } from './http-message.ts'

/** More at once would not be done sooner: all of them want the same database and the same processor. */
const AT_ONCE = 100

/** What is not done by then waits for something else, such as Slack, and is not counted among them any more. */
const PLACE_MS = 5_000

/** As much as a busy machine does in some twenty seconds, and memory holds, in characters of JSON. */
const MOST = { requests: 12_000, characters: 2 ** 24 }

/** As much as it does in the three seconds within which a window can be opened. */
const MOST_BEFORE_WINDOW = 1_500

/**
 * What Slack was told has arrived, until it is done: it is passed on in the order in which it came, and waits as text,
 * which takes little, while too much is being done already.
 */
export type Line = {
  /**
   * Waits for room, as long as Slack does; then acknowledges the request, and passes it on when it is its turn. Answers
   * false, and does neither, when there is no room: then Slack warns whoever waits. So it is at once for a request that
   * can be answered in a window alone, when that could not be opened any more.
   */
  enter(request: Request, acknowledge: () => void): Promise<boolean>
  done(id: number): void
  /** Resolves when everything is done. */
  empty(): Promise<void>
}

type Request = Omit<ReceivedMessage, 'acknowledgedAt'> & { needsWindow: boolean }

export function openLine(passOn: (message: ReceivedMessage) => void): Line {
  const inTurn = pLimit(AT_ONCE)
  /** Of what is being done, by id: what follows when it is done. */
  const ends = new Map<number, () => void>()
  let requests = 0
  let characters = 0
  let nextEnd = Promise.withResolvers<void>()

  const isFull = () => requests >= MOST.requests || characters >= MOST.characters

  async function enter({ needsWindow, ...request }: Request, acknowledge: () => void): Promise<boolean> {
    if (needsWindow && requests >= MOST_BEFORE_WINDOW) return false
    while (isFull()) await nextEnd.promise
    if (monotonicMs() - request.arrivedAt > SLACK_WAITS_MS) return false
    acknowledge()
    requests += 1
    characters += request.json.length
    void inTurn(doOne, { ...request, acknowledgedAt: monotonicMs() })
    return true
  }

  /** Resolves when its place is free. */
  function doOne(message: ReceivedMessage): Promise<void> {
    const { promise: isFree, resolve: leave } = Promise.withResolvers<void>()
    const {
      id,
      json: { length },
    } = message
    const patience = setTimeout(leave, PLACE_MS)
    ends.set(id, () => {
      clearTimeout(patience)
      leave()
      ends.delete(id)
      requests -= 1
      characters -= length
      nextEnd.resolve()
      nextEnd = Promise.withResolvers()
    })
    passOn(message)
    return isFree
  }

  return {
    enter,
    done: (id) => ends.get(id)?.(),
    empty: async () => {
      while (requests > 0) await nextEnd.promise
    },
  }
}
