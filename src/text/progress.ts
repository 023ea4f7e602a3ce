const WORDS = {
  backup: 'Backing up',
  restore: 'Putting back',
  sealing: 'Sealing anew',
  planning: 'Planning, at most',
}

/** What is being done that takes a while. */
export function progressWords(work: keyof typeof WORDS): string {
  return WORDS[work]
}

/** How far it is, for somebody who waits at a terminal; `secondsLeft` is null where nobody can say. */
export function progressLine(
  words: string,
  { share, seconds, secondsLeft }: { share: number; seconds: number; secondsLeft: number | null },
): string {
  const left = secondsLeft === null ? '' : `, about ${duration(secondsLeft)} left`
  return `${words} ${bar(share)} ${Math.floor(share * 100)} %, ${duration(seconds)} so far${left}`
}

const WIDTH = 24

function bar(share: number): string {
  const full = Math.floor(share * WIDTH)
  return '█'.repeat(full) + '░'.repeat(WIDTH - full)
}

function duration(seconds: number): string {
  const whole = Math.round(seconds)
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}
