import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { enterMeans, notOneOfThese, numbered, numberOfThese } from '#text/assistant.ts'
import { type Desk, Interrupted, type Option, type Problem } from './desk.ts'

/** Line after line, and nothing that is drawn twice, so that a screen reader can follow. */
export const plainDesk: Desk = {
  open: say,
  close: say,
  tell: (_how, words) => say(words),
  show: say,

  async askWhich<T extends string>(message: string, options: readonly Option<T>[], usual: T) {
    const chosen = (given: string) => options[Number(given) - 1]
    const usualNumber = String(options.findIndex(({ value }) => value === usual) + 1)
    say([message, ...options.map((option, index) => numbered(index + 1, option))].join('\n'))
    const problem = (given: string) => (chosen(given) ? undefined : notOneOfThese(options.length))
    return chosen(await untilRight(numberOfThese(), usualNumber, usualNumber, problem, false))?.value ?? usual
  },

  askLine: (message, usual, problem) => untilRight(message, usual, usual, problem, false),

  // That Enter keeps the earlier one the message says itself, which may be shown.
  askSecret: (message, earlier, problem) => untilRight(message, earlier, null, problem, true),
}

function say(words: string): void {
  console.log(words)
}

/** `usual` is what Enter alone gives; `shown` what is said of it. */
async function untilRight(
  message: string,
  usual: string | null,
  shown: string | null,
  problem: Problem,
  isSecret: boolean,
): Promise<string> {
  for (;;) {
    const given = (await typed(shown ? `${message} ${enterMeans(shown)}` : message, isSecret)).trim()
    if (given === '' && usual) return usual
    const wrong = problem(given)
    if (wrong === undefined) return given
    say(wrong)
  }
}

/** A line that is typed; of a secret nothing is seen. */
async function typed(question: string, isSecret: boolean): Promise<string> {
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({
    input: process.stdin,
    output: isSecret ? unseen : process.stdout,
    terminal: true,
  })
  // Only now do all keys come here: whoever is asked may press Ctrl+C at once.
  process.stdout.write(`${question}\n`)
  try {
    return await new Promise<string>((resolve, reject) => {
      // Ctrl+C and Ctrl+D end it.
      lines.once('close', () => reject(new Interrupted()))
      lines.question('').then(resolve, reject)
    })
  } finally {
    lines.close()
    if (isSecret) process.stdout.write('\n')
  }
}
