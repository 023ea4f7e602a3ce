import type { Goal, Line } from './report.ts'

const HEADINGS = ['part', 'measured', 'ours', 'compared with', 'ratio', 'goal']

/** The lines of all the parts in columns, to be read in a terminal. */
export function table(parts: ReadonlyMap<string, readonly Line[]>): string {
  const lines = [...parts].flatMap(([part, all]) => all.map((line) => cells(part, line)))
  const rows = [HEADINGS, ...lines]
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  const rule = widths.map((width) => '-'.repeat(width))
  return [HEADINGS, rule, ...lines]
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((row) => row.trimEnd())
    .join('\n')
}

function cells(part: string, { what, ours, against = '', ratio = '', goal }: Line): string[] {
  return [part, what, ours, against, ratio, goal ? judged(goal) : '']
}

function judged({ says, isMet }: Goal): string {
  return `${says}: ${isMet ? 'goal met' : 'goal missed'}`
}
