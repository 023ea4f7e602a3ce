/** Turns what the schemas find into the sentences that Slack writes. */
import type { z } from 'zod'

type Issue = z.core.$ZodIssue

/** What `schema` finds wrong with `value`, as Slack says it; `pointer` is where the value stands in the call, such as `/blocks`. */
export function problemsOf(schema: z.ZodType, value: unknown, pointer: string): string[] {
  const result = schema.safeParse(value)
  if (result.success) return []
  return result.error.issues.map((issue) => sentence(issue, value, pointer))
}

/** A sentence with the place that it is about. */
export function problemAt(text: string, pointer: string): string {
  return `${text} [json-pointer:${pointer}]`
}

function sentence(issue: Issue, value: unknown, pointer: string): string {
  const place = [pointer, ...issue.path.map(String)].join('/')
  if (isMissing(issue, value)) {
    const parent = [pointer, ...issue.path.slice(0, -1).map(String)].join('/')
    return problemAt(`missing required field: ${String(issue.path.at(-1))}`, parent)
  }
  return problemAt(wording(issue), place)
}

function wording(issue: Issue): string {
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string'
        ? `must be less than ${Number(issue.maximum) + 1} characters`
        : `no more than ${issue.maximum} items allowed`
    case 'too_small':
      return issue.origin === 'string'
        ? `must be more than ${Number(issue.minimum) - 1} characters`
        : `no fewer than ${issue.minimum} items allowed`
    case 'unrecognized_keys':
      return `invalid additional property: ${issue.keys.join(', ')}`
    case 'invalid_union':
      return 'unsupported type, here or on this surface'
    default:
      return issue.message
  }
}

function isMissing(issue: Issue, value: unknown): boolean {
  if (issue.code !== 'invalid_type' && issue.code !== 'invalid_value') return false
  let inner: unknown = value
  for (const step of issue.path) {
    if (typeof inner !== 'object' || inner === null) return false
    inner = Reflect.get(inner, step)
  }
  return inner === undefined && issue.path.length > 0
}
