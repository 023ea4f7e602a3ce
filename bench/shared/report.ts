/** One line of the table. */
export type Line = {
  what: string
  ours: string
  /** What it is compared with. */
  against?: string
  ratio?: string
  goal?: Goal
}

export type Goal = { says: string; isMet: boolean }

/** What a part has found out. */
export type Report = {
  lines: Line[]
  /** How it was measured, and what a reader of the figures has to know. */
  notes: string[]
  /** The same in numbers, for `--json`. */
  figures: Record<string, unknown>
  /** Wrong answers. One is enough for the whole command to fail; a goal that is missed is not. */
  wrong: string[]
}

/** What each file in `bench/` exports; `reached` hears how many of how many measurements are done. */
export type Part = { run: (reached: Reached) => Promise<Report> }

export type Reached = (done: number, total: number) => void

/** Several reports as one, their figures by name. */
export function together(reports: Record<string, Report>): Report {
  const all = Object.values(reports)
  return {
    lines: all.flatMap(({ lines }) => lines),
    notes: all.flatMap(({ notes }) => notes),
    figures: Object.fromEntries(Object.entries(reports).map(([name, { figures }]) => [name, figures])),
    wrong: all.flatMap(({ wrong }) => wrong),
  }
}

export function atMost(limit: number, unit: string, value: number): Goal {
  return { says: `≤ ${limit} ${unit}`, isMet: value <= limit }
}

export function atLeast(limit: number, unit: string, value: number): Goal {
  return { says: `≥ ${limit}${unit}`, isMet: value >= limit }
}
