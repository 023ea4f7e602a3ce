/** What a line of the bot's log may look like. */
import { globSync, readFileSync } from 'node:fs'
import { endReason } from '#text/start.ts'
import { canariesIn } from './canary.ts'

const CODE = /^\w{1,100}$/
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const FIGURE = /^-?\d+$/

/** Every field that there may be, and what it may hold. */
const FIELDS: Readonly<Record<string, RegExp>> = {
  level: FIGURE,
  time: /^(\d+|\d{4}-\d\d-\d\dT[\d:.]+Z)$/,
  pid: FIGURE,
  hostname: /^[\w.-]+$/,
  msg: /^.+$/,
  // Of errors.
  name: CODE,
  code: CODE,
  at: /^src\/[\w/.-]+:\d+$/,
  reference: /^[A-Z2-9]{4}-[A-Z2-9]{2}$/,
  // Of work.
  delivery: UUID,
  kind: /^[a-z]+$/i,
  status: /^[a-z]+$/,
  reason: /^[\w ]{1,100}$/,
  job: /^[a-z]+$/i,
  error: CODE,
  // Of the bot itself.
  migrations: /^(\d{14}_\w+,?)+$/,
  transport: /^(socket|http)$/,
  signal: /^SIG[A-Z]+$/,
  directory: /^\/[\w/.-]+$/,
  oldestDueSeconds: FIGURE,
  clockSkewMs: FIGURE,
  says: /^[\w!()`',. -]+$/,
  schedule: /^[\w ,:.+!-]+$/,
}

const sources = globSync('src/**/*.ts', { exclude: ['src/{db/generated,simulator}/**'] })
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')

/** Slack's codes stand in these. */
const endings = [{ code: 'slack_webapi_platform_error', data: { error: 'invalid_auth' } }].map(endReason)

/** Whether a message is one that stands in our own code as it is, so that nothing can have been put into it. */
function isOurs(message: string): boolean {
  return sources.includes(`'${message}'`) || endings.includes(message)
}

/**
 * What is wrong with lines of a log: no line of JSON, a field that nobody has declared or that holds something else, a message
 * that is not whole in our code, or anything that must not get out.
 */
export function wrongInLog(lines: readonly string[], values: Readonly<Record<string, string>>): string[] {
  return lines.flatMap((line) => {
    const known = canariesIn(line, values).map((of) => `${of} in: ${line}`)
    try {
      return [...known, ...wrongFields(JSON.parse(line)).map((field) => `${field} in: ${line}`)]
    } catch {
      return [...known, `no JSON: ${line}`]
    }
  })
}

function wrongFields(line: Record<string, unknown>): string[] {
  const wrong = Object.entries(line).filter(([field, value]) => !FIELDS[field]?.test(String(value)))
  const isStrange = !isOurs(String(line.msg))
  return [...wrong.map(([field]) => field), ...(isStrange ? ['a message that is not ours'] : [])]
}
