/** Numbers from 0 up to 1, the same ones for the same seed, so that a figure can be measured again. */
export type Random = () => number

/**
 * A counter that goes on in steps without a pattern in its bits, each value stirred twice. Neighbouring seeds give
 * unlike sequences, which matters because instances are numbered.
 */
export function seededRandom(seed: number): Random {
  let counter = Math.imul(seed, 0x85eb_ca6b)
  return () => {
    counter = (counter + 0x9e37_79b9) | 0
    let bits = Math.imul(counter ^ (counter >>> 16), 0x7feb_352d)
    bits = Math.imul(bits ^ (bits >>> 15), 0x846c_a68b)
    return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32
  }
}
