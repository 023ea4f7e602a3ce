import type { z } from 'zod'
import { beOfKind, beOfSize, beOneOf, wrongValue } from '#text/plan.ts'

/** What the schema found, in a sentence. */
export function issueInWords(issue: z.core.$ZodIssue, whole: unknown): string {
  const what = issue.path.findLast((each) => typeof each === 'string') ?? ''
  switch (issue.code) {
    case 'invalid_type':
      return valueAt(whole, issue.path) === undefined
        ? wrongValue(what, null)
        : wrongValue(what, beOfKind(issue.expected))
    case 'invalid_value':
      return wrongValue(what, beOneOf(issue.values.map(String)))
    case 'too_small':
      return wrongValue(what, beOfSize(issue.origin, 'least', Number(issue.minimum)))
    case 'too_big':
      return wrongValue(what, beOfSize(issue.origin, 'most', Number(issue.maximum)))
    default:
      // These have their words in the schema.
      return issue.message
  }
}

function valueAt(whole: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => Object(value)[key], whole)
}
