/** So many answers take about a megabyte. */
const MOST = 5_000

/**
 * The same function, which need not work out again what it was asked before. It must answer the same to the same, and
 * nobody may change what it answers. Beyond some thousand answers it forgets them all.
 */
export function remembering<Given extends (string | number)[], Answer extends object>(
  workOut: (...given: Given) => Answer,
): (...given: Given) => Answer {
  const known = new Map<string, Answer>()
  return (...given) => {
    const key = given.join('\n')
    const answer = known.get(key)
    if (answer) return answer
    const found = workOut(...given)
    if (known.size >= MOST) known.clear()
    known.set(key, found)
    return found
  }
}
