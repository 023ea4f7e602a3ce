import { parseArgs } from 'node:util'

export type Options = {
  kills: number
  postgresCrashes: number
  instances: number
  seed: number
  isYear: boolean
  isNaive: boolean
}

const USAGE = `npm run torture -- [--kills N] [--pg-restarts N] [--instances N] [--seed S] [--year | --naive]`

/** Reads the command line; answers a sentence where it is wrong. Without a seed there is a new one each time. */
export function readOptions(args: string[]): Options | string {
  try {
    const { values } = parseArgs({
      args,
      options: {
        kills: { type: 'string', default: '200' },
        'pg-restarts': { type: 'string', default: '2' },
        instances: { type: 'string', default: '2' },
        seed: { type: 'string', default: String(Date.now() % 1_000_000) },
        year: { type: 'boolean', default: false },
        naive: { type: 'boolean', default: false },
      },
    })
    if (values.year && values.naive) return `Choose one of --year and --naive.\n${USAGE}`
    const numbers = [
      ['kills', values.kills, 1, 100_000],
      ['pg-restarts', values['pg-restarts'], 0, 10_000],
      ['instances', values.instances, 1, 8],
      ['seed', values.seed, 0, 999_999_999],
    ] as const
    for (const [name, text, from, to] of numbers) {
      const isWhole = /^\d{1,9}$/.test(text)
      if (!isWhole || Number(text) < from || Number(text) > to)
        return `--${name} is ${text}. Give a whole number from ${from} to ${to}.\n${USAGE}`
    }
    return {
      kills: Number(values.kills),
      postgresCrashes: Number(values['pg-restarts']),
      instances: Number(values.instances),
      seed: Number(values.seed),
      isYear: values.year,
      isNaive: values.naive,
    }
  } catch (error) {
    return `${error instanceof Error ? error.message.split('\n')[0] : error}\n${USAGE}`
  }
}
