/** How PostgreSQL would find the rows for a statement. */
import type pg from 'pg'
import type { Statement } from './statement.ts'

/** A step of a plan, as EXPLAIN tells it. */
type Step = {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Index Cond'?: string
  Plans?: Step[]
}

export type Plan = {
  /** Tables and indexes that it would read from end to end. */
  wholes: string[]
  /** Postgres' own estimate; one page of a table costs 1. */
  cost: number
}

/** The plan of a statement, with the parameters with which it was sent. It is not run. */
export async function planOf(client: pg.Client, { text, values }: Statement): Promise<Plan> {
  const { rows } = await client.query(`EXPLAIN (FORMAT JSON) ${text}`, values)
  const plan = rows[0]['QUERY PLAN'][0].Plan
  return { wholes: stepsOf(plan).flatMap(readWhole), cost: plan['Total Cost'] }
}

function stepsOf(step: Step): Step[] {
  return [step, ...(step.Plans ?? []).flatMap(stepsOf)]
}

/** An index without a condition is one more way to read a whole table. */
function readWhole(step: Step): string[] {
  const { 'Node Type': kind, 'Relation Name': table = '', 'Index Name': index = '' } = step
  if (kind === 'Seq Scan') return [table]
  const isIndex = ['Index Scan', 'Index Only Scan', 'Bitmap Index Scan'].includes(kind)
  return isIndex && !step['Index Cond'] ? [index] : []
}
