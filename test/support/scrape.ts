/** Reads what `/metrics` answers, with nothing of the library that writes it. */
import { type Bot, startBot } from '#bot.ts'
import { testKeys } from './test-keys.ts'
import { freePort, type World } from './world.ts'

export type Sample = { name: string; labels: Record<string, string>; value: number }

/** Starts the world's bot anew so that it can be asked how it is; answers the address. */
export async function watched(
  world: World,
  more: Partial<Parameters<typeof startBot>[0]> = {},
): Promise<string> {
  await world.bot.stop()
  const port = await freePort()
  const { config, clock, database } = world
  const health = { port, host: '127.0.0.1' }
  const start = (): Promise<Bot> =>
    startBot({ config: { ...config, health }, keys: testKeys, databaseUrl: database.url, clock, ...more })
  world.bot = await start()
  return `http://127.0.0.1:${port}/metrics`
}

/** All samples, after a look at whether Prometheus would take the whole text. */
export async function scrape(address: string): Promise<Sample[]> {
  const answer = await fetch(address)
  return samplesIn(await answer.text())
}

const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (-?[\d.]+(?:e[+-]?\d+)?|nan|[+-]inf)$/i
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\[\\"n])*)"(?:,|$)/y
const ENDINGS: Readonly<Record<string, RegExp>> = {
  counter: /^$/,
  gauge: /^$/,
  histogram: /^_(bucket|sum|count)$/,
  summary: /^(_sum|_count)?$/,
}

/**
 * Reads Prometheus’ text format as strictly as it is described: each name is explained and typed once, before its samples,
 * which stand together; no sample stands there twice.
 */
export function samplesIn(text: string): Sample[] {
  if (!text.endsWith('\n')) throw new Error('the last line does not end')
  const seen = new Set<string>()
  let family = { name: '', type: '' }
  let helped = ''
  return text
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      const [, about, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? []
      if (about === 'HELP') {
        if (seen.has(`# ${name}`)) throw new Error(`explained twice: ${name}`)
        seen.add(`# ${name}`)
        helped = name
      } else if (about === 'TYPE') {
        if (helped !== name || !(rest in ENDINGS)) throw new Error(`not explained: ${line}`)
        family = { name, type: rest }
      } else {
        if (seen.has(line.replace(/ \S+$/, ''))) throw new Error(`twice: ${line}`)
        seen.add(line.replace(/ \S+$/, ''))
        return [sampleIn(line, family)]
      }
      return []
    })
}

function sampleIn(line: string, family: { name: string; type: string }): Sample {
  const [, name = '', written = '', value = ''] = SAMPLE.exec(line) ?? []
  const isOfFamily =
    name.startsWith(family.name) && ENDINGS[family.type]?.test(name.slice(family.name.length))
  if (!isOfFamily) throw new Error(`out of place: ${line}`)
  const labels = Object.fromEntries(
    [...written.matchAll(new RegExp(LABEL, 'gy'))].map(([, key, word]) => [key, word]),
  )
  const length = [...written.matchAll(new RegExp(LABEL, 'gy'))].reduce((sum, [all]) => sum + all.length, 0)
  if (length !== written.length) throw new Error(`labels that cannot be read: ${line}`)
  return { name, labels, value: Number(value.replace(/inf$/i, 'Infinity')) }
}

/** The sum of all samples of a name of ours with at least these labels; undefined where there is none. */
export function figure(samples: readonly Sample[], name: string, labels: Record<string, string> = {}) {
  const wanted = Object.entries(labels)
  const found = samples.filter(
    (sample) =>
      sample.name === `supportgroup_${name}` &&
      wanted.every(([label, value]) => sample.labels[label] === value),
  )
  return found.length === 0 ? undefined : found.reduce((sum, { value }) => sum + value, 0)
}
