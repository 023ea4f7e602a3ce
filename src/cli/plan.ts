import { parseArgs } from 'node:util'
import { cleaned } from '#domain/typed-text.ts'
import { type Progress, type Screen, showProgress } from '#progress.ts'
import { inputProblem, USAGE, unknownOption } from '#text/plan.ts'
import { progressWords } from '#text/progress.ts'
import type { Asked } from './asked.ts'
import { readGrid } from './csv.ts'
import { readDocument, readRules } from './document.ts'
import { isDoodle, readDoodle } from './doodle.ts'
import { jsonText } from './json-text.ts'
import { asText } from './print.ts'
import { BadInput, type Source } from './problem.ts'
import { checkZones, type Question, question } from './question.ts'
import { isRallly, readRallly } from './rallly.ts'
import { asJson, type Outcome, outcome } from './result.ts'
import { readSource } from './source.ts'
import { isTable, readPlainTable } from './table.ts'

/** Where the command reads and writes. */
export type Terminal = {
  stdin: AsyncIterable<Uint8Array>
  stdout(text: string): void
  stderr(text: string): void
  /** Where it shows how far it is. */
  screen: Screen
}

/** `npm run plan`: what it was told to do, to its exit code. 0 with a plan, 1 with a refusal, 2 for bad input. */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const options = readOptions(args)
    if (options.isHelp) {
      terminal.stdout(`${USAGE}\n`)
      return 0
    }
    return await plan(options, terminal)
  } catch (error) {
    // What is not expected is a fault of ours; a sentence helps more than where in the code it happened.
    const problem = error instanceof BadInput ? error : new BadInput(inputProblem('ourFault'), null)
    explain(problem, args.includes('--json'), terminal)
    return 2
  }
}

type Options = { file: string; rules: string | undefined; isJson: boolean; isHelp: boolean }

async function plan({ file, rules, isJson }: Options, terminal: Terminal): Promise<number> {
  const asked = read(await readSource(file, terminal.stdin))
  const more = rules === undefined ? [] : [readRules(await readSource(rules, terminal.stdin))]
  if (more[0] && asked.isExport) checkZones(asked.rules[0], more[0])
  const asks = question(asked, more)
  const planning = showProgress(progressWords('planning'), { screen: terminal.screen })
  const answer = planned(asks, file, planning)
  terminal.stdout(`${isJson ? asJson(answer, asks) : asText(answer, asks)}\n`)
  return answer.plan.kind === 'options' ? 0 : 1
}

function planned(asks: Question, file: string, { reached, end }: Progress): Outcome {
  try {
    return outcome(asks, file, (share) => reached(share, 1))
  } finally {
    end()
  }
}

function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parsed(args)
  const [file = '', ...others] = positionals
  const { rules, json = false, help = false } = values
  if (!help && file === '') throw new BadInput(inputProblem('noFile'), null)
  if (others.length > 0) throw new BadInput(inputProblem('manyFiles'), null)
  if (file === '-' && rules === '-') throw new BadInput(inputProblem('stdinTwice'), null)
  return { file, rules, isJson: json, isHelp: help }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        rules: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    const option = /'(-[^' ]*)/.exec(error instanceof Error ? error.message : '')?.[1]
    throw new BadInput(unknownOption(option ?? ''), null)
  }
}

/** Reads a file of any of the formats, which tell themselves apart by how they begin. */
function read(source: Source): Asked & { isExport: boolean } {
  if (/^\s*[[{]/.test(source.text) || source.file.toLowerCase().endsWith('.json')) {
    return { ...readDocument(source), isExport: false }
  }
  if (isDoodle(source.text)) return { ...readDoodle(source), isExport: true }
  const grid = readGrid(source)
  if (isRallly(grid)) return { ...readRallly(grid), isExport: true }
  if (isTable(grid)) return { ...readPlainTable(grid), isExport: true }
  throw new BadInput(inputProblem('format'), { file: source.file, line: 1, column: 1 })
}

function explain({ file, place, message }: BadInput, isJson: boolean, { stdout, stderr }: Terminal): void {
  if (isJson) {
    const { line, column } = place ?? { line: null, column: null }
    stdout(`${jsonText({ error: { file, line, column, sentence: message } })}\n`)
    return
  }
  const where = [...(file === null ? [] : [cleaned(file)]), ...(place ? [place.line, place.column] : [])]
  // Where there is not even a file, the command itself was wrong.
  const usage = file === null || place === null ? `\n\n${USAGE}` : ''
  stderr(`${where.length > 0 ? `${where.join(':')}: ` : ''}${message}${usage}\n`)
}

if (import.meta.main) {
  // Whoever reads the output may stop before its end, as `head` does.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  process.exitCode = await main(process.argv.slice(2), {
    stdin: process.stdin,
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
    screen: process.stderr,
  })
}
