import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import * as z from 'zod'
import type { BackupProblem } from '#domain/backup.ts'

/** The way in which a backup is written; a file of a higher one was made by a newer version. */
export const FORMAT = 1

const headerSchema = z.object({
  format: z.number(),
  /** By the database's clock, ISO 8601. */
  takenAt: z.iso.datetime({ offset: true }),
  /** The last migration that its tables had. */
  migration: z.string(),
  /** In an order in which no row comes before one it refers to. */
  tables: z.array(z.object({ name: z.string().regex(/^[a-z_]+$/), rows: z.number() })),
})

/** The first line of a backup. */
export type Header = z.infer<typeof headerSchema>

/** How many rows it has in all. */
export function rowsIn({ tables }: Header): number {
  return tables.reduce((sum, { rows }) => sum + rows, 0)
}

/** A backup could not be made or restored, for a reason that whoever asked can mend; nothing was changed. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
  readonly problem: BackupProblem

  /** `detail` is for people: what is damaged, or would be lost. */
  constructor(problem: BackupProblem, detail = '') {
    super(detail)
    this.problem = problem
  }
}

/** A row with the table it belongs to. It stays text, because a number of JavaScript would lose digits. */
export type Row = { table: string; json: string }

/** The lines of a backup: the header, a line for each row, and last the checksum of all before it. */
export async function* linesOf(header: Header, rows: AsyncIterable<Row>): AsyncGenerator<string> {
  const hash = createHash('sha256')
  const line = (text: string) => {
    hash.update(`${text}\n`)
    return `${text}\n`
  }
  yield line(JSON.stringify(header))
  for await (const { table, json } of rows) yield line(`${table} ${json}`)
  yield `end ${hash.digest('hex')}\n`
}

/** Reads a backup from its beginning to its end, and says of what is not whole what is wrong with it. */
export async function checkBackup(file: string): Promise<Header> {
  const hash = createHash('sha256')
  const counted = new Map<string, number>()
  let header: Header | undefined
  let end: string | undefined
  for await (const line of readLines(file)) {
    if (end !== undefined) throw new BackupError('damaged', 'there is more after its end')
    if (line.startsWith('end ')) {
      end = line.slice(4)
      continue
    }
    hash.update(`${line}\n`)
    if (header) count(counted, rowOf(line).table)
    else header = headerOf(line)
  }
  if (!header || end === undefined) throw new BackupError('damaged', 'its end is missing')
  const isWhole = header.tables.every(({ name, rows }) => (counted.get(name) ?? 0) === rows)
  if (end !== hash.digest('hex') || !isWhole) throw new BackupError('damaged', 'its checksum is wrong')
  return header
}

/** The rows of a backup that was checked, in the order in which they can be put back. */
export async function* readRows(file: string): AsyncGenerator<Row> {
  let isHeader = true
  for await (const line of readLines(file)) {
    if (!isHeader && !line.startsWith('end ')) yield rowOf(line)
    isHeader = false
  }
}

function headerOf(line: string): Header {
  const { format } = z.looseObject({ format: z.number() }).catch({ format: 0 }).parse(jsonOf(line))
  if (format > FORMAT) throw new BackupError('newer')
  const parsed = headerSchema.safeParse(jsonOf(line))
  if (!parsed.success) throw new BackupError('damaged', 'it does not begin as a backup does')
  return parsed.data
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

function rowOf(line: string): Row {
  const end = line.indexOf(' ')
  return { table: line.slice(0, end), json: line.slice(end + 1) }
}

function count(counted: Map<string, number>, table: string): void {
  counted.set(table, (counted.get(table) ?? 0) + 1)
}

async function* readLines(file: string): AsyncGenerator<string> {
  const packed = createReadStream(file)
  const text = createGunzip()
  packed.on('error', (error) => text.destroy(error))
  packed.pipe(text).setEncoding('utf8')
  let rest = ''
  try {
    for await (const chunk of text) {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
    if (rest) yield rest
  } catch (error) {
    const { syscall } = error as NodeJS.ErrnoException
    if (syscall === 'open' || syscall === 'read') throw new BackupError('notThere')
    throw new BackupError('damaged', 'it cannot be unpacked to its end')
  } finally {
    packed.destroy()
  }
}
