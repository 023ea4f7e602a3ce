import { Prisma } from './generated/client.ts'
import { type KeyRing, open, seal } from './key-ring.ts'

/** A column in which texts lie sealed. */
export type SealedColumn = { model: Prisma.ModelName; field: string; table: string; column: string }

/** Everything that people type and that is kept, and what opens a workspace. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { model: 'Group', field: 'name', table: 'groups', column: 'name' },
  { model: 'Pattern', field: 'place', table: 'patterns', column: 'place' },
  { model: 'Session', field: 'place', table: 'sessions', column: 'place' },
  { model: 'CalendarEntry', field: 'place', table: 'calendar_entries', column: 'place' },
  { model: 'Workspace', field: 'botToken', table: 'workspaces', column: 'bot_token' },
]

/**
 * Seals those columns whenever they are written through Prisma's own calls, and opens them wherever they are read, also in
 * the answers to SQL. SQL that writes them has to seal for itself.
 */
export function sealing(ring: KeyRing) {
  return Prisma.defineExtension({
    name: 'sealing',
    query: {
      async $allOperations({ model, args, query }) {
        return openAll(ring, await query(model ? sealArguments(ring, model, args) : args))
      },
    },
  })
}

/** Where Prisma's calls have what is to be written. */
const WRITTEN = ['data', 'create', 'update'] as const

type Values = Record<string, unknown>

function sealArguments<A>(ring: KeyRing, model: string, args: A): A {
  const fields = SEALED_COLUMNS.filter((each) => each.model === model).map((each) => each.field)
  const given = args as Values | undefined
  if (fields.length === 0 || !given) return args
  const sealed = WRITTEN.filter((key) => given[key]).map((key) => [key, sealValues(ring, fields, given[key])])
  return { ...args, ...Object.fromEntries(sealed) }
}

function sealValues(ring: KeyRing, fields: readonly string[], values: unknown): unknown {
  if (Array.isArray(values)) return values.map((each) => sealValues(ring, fields, each))
  const sealed = { ...(values as Values) }
  for (const field of fields) {
    const value = sealed[field]
    if (value === undefined || value === null) continue
    if (typeof value !== 'string') throw new Error(`${field} is sealed and can only be written as a text`)
    sealed[field] = seal(ring, value)
  }
  return sealed
}

/** In place: the answer is nobody else's yet. Instants, decimals and bytes are left alone. */
function openAll(ring: KeyRing, answer: unknown): unknown {
  if (typeof answer === 'string') return open(ring, answer)
  if (Array.isArray(answer)) {
    for (const [index, each] of answer.entries()) if (mayHoldText(each)) answer[index] = openAll(ring, each)
  } else if (isPlain(answer)) {
    for (const [key, each] of Object.entries(answer)) if (mayHoldText(each)) answer[key] = openAll(ring, each)
  }
  return answer
}

function mayHoldText(value: unknown): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null)
}

function isPlain(value: unknown): value is Values {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
