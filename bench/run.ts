// npm run bench -- [PART ...] [--json FILE]
// Measures the named parts, or all of them, and prints one table. A part is a file in this folder.
import { readdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { showProgress } from '#progress.ts'
import type { Part, Report } from './shared/report.ts'
import { table } from './shared/table.ts'

const known = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== basename(import.meta.filename))
  .map((file) => basename(file, '.ts'))
  .sort()

const wish = wishOf(process.argv.slice(2))
if (typeof wish === 'string') {
  console.error(wish)
  process.exitCode = 2
} else {
  await measure(wish)
}

type Wish = { parts: string[]; json: string | undefined }

/** What is asked for, or a sentence that says why it cannot be done. */
function wishOf(args: string[]): Wish | string {
  const { values, positionals, tokens } = parseArgs({
    args,
    options: { json: { type: 'string' } },
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  const option = tokens.find((token) => token.kind === 'option' && token.name !== 'json')
  if (option) return `There is no such option: ${args[option.index]}. There is only --json FILE.`
  if (typeof values.json === 'boolean') return '--json needs the name of a file.'
  const unknown = positionals.filter((part) => !known.includes(part))
  if (unknown.length > 0)
    return `There is no benchmark called ${unknown.join(' or ')}. There are: ${known.join(', ')}.`
  return { parts: positionals.length > 0 ? [...new Set(positionals)] : known, json: values.json }
}

async function measure({ parts, json }: Wish): Promise<void> {
  const reports = new Map<string, Report>()
  for (const part of parts) {
    console.error(`Measuring ${part} …`)
    const { run }: Part = await import(join(import.meta.dirname, `${part}.ts`))
    const progress = showProgress(part)
    reports.set(part, await run(progress.reached).finally(progress.end))
  }
  console.log(table(new Map([...reports].map(([part, { lines }]) => [part, lines]))))
  for (const [part, { notes }] of reports) for (const note of notes) console.log(`\n${part}: ${note}`)
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(inNumbers(reports), null, 2)}\n`)
  for (const [part, { wrong }] of reports) for (const each of wrong) console.error(`WRONG: ${part}: ${each}`)
  if ([...reports.values()].some(({ wrong }) => wrong.length > 0)) process.exitCode = 1
}

/** Figures mean little without the machine they come from. */
function inNumbers(reports: ReadonlyMap<string, Report>) {
  return {
    measuredAt: new Date().toISOString(),
    node: process.version,
    processors: { model: cpus()[0]?.model ?? 'unknown', count: availableParallelism() },
    parts: Object.fromEntries(reports),
  }
}
