import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { main } from '../../src/cli/plan.ts'

export type Said = { code: number; out: string; err: string }

/** The command in this process, with its file on standard input and its rules, if any, in a file of their own. */
export async function runPlan(
  input: string | Uint8Array,
  options: { rules?: unknown; args?: string[] } = {},
): Promise<Said> {
  const folder = mkdtempSync(join(tmpdir(), 'supportgroup-plan-'))
  try {
    const rulesFile = join(folder, 'rules.json')
    const { rules, args = [] } = options
    if (rules !== undefined) {
      writeFileSync(rulesFile, typeof rules === 'string' ? rules : JSON.stringify(rules))
    }
    const said = await runMain(['-', ...(rules === undefined ? [] : ['--rules', rulesFile]), ...args], input)
    return { ...said, err: said.err.replaceAll(rulesFile, 'rules.json') }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The command in this process, with any arguments. */
export async function runMain(args: string[], input: string | Uint8Array = ''): Promise<Said> {
  const said = { out: '', err: '' }
  const code = await main(args, {
    stdin: inChunks(Buffer.from(input)),
    stdout: (text) => {
      said.out += text
    },
    stderr: (text) => {
      said.err += text
    },
    screen: { write: () => {} },
  })
  return { code, ...said }
}

/** The answer as JSON. */
export async function planJson(input: string | Uint8Array, rules?: unknown): Promise<PlanJson> {
  const { out } = await runPlan(input, { args: ['--json'], ...(rules === undefined ? {} : { rules }) })
  return JSON.parse(out)
}

export type Change = { rule: string; to: unknown }

export type PlanJson = {
  options?: { names: string[]; dates: string[]; attendances: number; thinnest: number }[]
  runs?: string
  proof?: unknown
  timeZone?: string
  refusal?: {
    code: string
    sentence: string
    loosenings: (Change & { attendances: number; and?: Change })[]
  }
  error?: { file: string | null; line: number | null; column: number | null; sentence: string }
}

/** In pieces that end within characters, as a pipe may give them. */
async function* inChunks(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 4093) yield bytes.subarray(at, at + 4093)
}
