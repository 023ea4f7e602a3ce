import { CsvError, parse } from 'csv-parse/sync'
import { inputProblem, tooMany } from '#text/plan.ts'
import { BadInput, type Source, type Where } from './problem.ts'
import { LIMITS } from './schema.ts'

/** `byte` is where the cell begins in the text as UTF-8. */
export type Cell = { text: string; byte: number }

/** The cells of a table, without the rows in which nothing stands. */
export type Grid = {
  rows: readonly (readonly Cell[])[]
  where(cell: Cell | undefined): Where
  whereEnd(): Where
}

/** Reads values separated by commas, semicolons or tabs (RFC 4180), whichever the first row has most of. */
export function readGrid(source: Source): Grid {
  const bytes = Buffer.from(source.text)
  const starts = [0]
  const cast = (text: string, { bytes: end }: { bytes: number }): string => {
    // One more for the separator or the line end.
    starts.push(end + 1)
    if (starts.length > LIMITS.cells) throw new BadInput(tooMany('cells', LIMITS.cells), where(end))
    return text
  }
  const where = (byte: number) => whereByte(source.file, bytes, byte)
  const rows = problemsInWords(
    () =>
      parse(bytes, {
        cast,
        delimiter: separatorOf(source.text),
        record_delimiter: '\n',
        relax_column_count: true,
      }),
    () => where(starts.at(-1) ?? 0),
  )
  let cells = 0
  const placed = rows.map((row) => row.map((text): Cell => ({ text, byte: starts[cells++] ?? 0 })))
  return {
    rows: placed.filter((row) => row.some(({ text }) => text.trim() !== '')),
    where: (cell) => where(cell?.byte ?? bytes.length),
    whereEnd: () => where(bytes.length),
  }
}

/** A table that cannot be read has its quotation marks wrong: everything else is a cell. */
function problemsInWords<T>(read: () => T, where: () => Where): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new BadInput(
      inputProblem(error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'quoteOpen' : 'quoteAlone'),
      where(),
    )
  }
}

function separatorOf(text: string): string {
  const [firstRow = ''] = text.trimStart().split('\n', 1)
  const bare = firstRow.slice(0, 100_000).replace(/"[^"]*"/g, '')
  const counts = [',', ';', '\t'].map((separator) => bare.split(separator).length)
  return [',', ';', '\t'][counts.indexOf(Math.max(...counts))] ?? ','
}

function whereByte(file: string, bytes: Buffer, byte: number): Where {
  const before = bytes.subarray(0, byte)
  const lineStart = before.lastIndexOf(0x0a) + 1
  const line = before.reduce((lines, each) => (each === 0x0a ? lines + 1 : lines), 1)
  return { file, line, column: before.subarray(lineStart).toString().length + 1 }
}
