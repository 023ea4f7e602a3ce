import { z } from 'zod'
import { nearest } from '#domain/nearest.ts'
import { inputProblem, unknownName } from '#text/plan.ts'

/** Beyond these sizes an input is refused in words. */
export const LIMITS = { dates: 10_000, members: 1_000, sessions: 366, answers: 2_500_000, cells: 5_000_000 }

/** A local day of our times, with or without a start: `2027-01-03T14:00`. */
const START = /^(?:19|20|21)\d\d-\d\d-\d\d(?:T(?:[01]\d|2[0-3]):[0-5]\d)?$/

const id = z.string().min(1).max(200)
const ids = (what: string, most: number) => z.array(id).max(most).describe(what)

const rules = {
  sessions: z.int().min(1).max(LIMITS.sessions).describe('How many sessions the run has. Default 8.'),
  gapDays: named({
    min: z.int().min(0).max(3660),
    max: z.int().min(0).max(3660),
    preferred: z.int().min(0).max(3660).optional(),
  })
    .refine(({ min, max }) => max >= min, { path: ['max'], error: () => inputProblem('gapMax') })
    .refine(({ min, max, preferred = min }) => max < min || (preferred >= min && preferred <= max), {
      path: ['preferred'],
      error: () => inputProblem('gapPreferred'),
    })
    .describe(
      'Local calendar days between consecutive sessions, both ends included; without "preferred" any gap is as good. Default 10 to 25, preferred 17.',
    ),
  alternate: z
    .enum(['must', 'prefer', 'off'])
    .describe('Whether the patterns take turns, in their order. Default "prefer".'),
  atLeast: z
    .int()
    .min(0)
    .max(LIMITS.members)
    .describe('How many must be able to attend each session. Default 1.'),
  giveUp: z
    .int()
    .min(0)
    .max(1_000_000)
    .describe('How many attendances the balanced run may give up from the fullest. Default 2.'),
  needed: ids('Ids of members whom every session must suit.', LIMITS.members),
  fixed: ids('Ids of dates that every run contains.', LIMITS.dates),
  leaveOut: ids('Ids of dates that no run may contain.', LIMITS.dates),
}

const timeZone = z.string().describe('IANA zone of every start, such as Europe/London. Default UTC.')
const patterns = z
  .array(id)
  .min(1)
  .max(LIMITS.dates)
  .describe('The order in which patterns take turns. Default: by their first date.')

const date = named({
  id,
  start: z
    .string()
    .regex(START, { error: () => inputProblem('start') })
    .describe('Local start, 2027-01-03T14:00; without a time, 2027-01-03, the whole day.'),
  pattern: id.optional().describe('Default: weekday and start, "Sunday 14:00".'),
})

const member = named({
  id,
  answers: z
    .record(z.string(), z.enum(['can', 'ifNeedBe', 'cannot']))
    .describe('By date id. A date that is absent has not been answered, which is not "cannot".'),
})

/** What `npm run plan` reads as JSON. `docs/plan-input.schema.json` says the same; a test compares. */
export const planInput = named({
  timeZone: timeZone.optional(),
  patterns: patterns.optional(),
  dates: z.array(date).min(1).max(LIMITS.dates),
  members: z.array(member).min(1).max(LIMITS.members),
  rules: partly(rules)
    .optional()
    .describe(
      'Each may be absent. A file for --rules is such an object, with "timeZone" and "patterns" beside.',
    ),
})

/** What a file for `--rules` holds: any of the rules, and what goes with them. */
export const rulesInput = partly({ ...rules, timeZone, patterns })

export type RulesInput = z.infer<typeof rulesInput>

/** An object with these names and no others; of another, the nearest known name is told. */
function named<T extends z.core.$ZodLooseShape>(shape: T): z.ZodObject<T, z.core.$strict> {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? nameProblem(issue.keys?.[0] ?? '', Object.keys(shape)) : undefined,
  })
}

function nameProblem(name: string, known: readonly string[]): string {
  return unknownName(name, nearest(name, known), known)
}

function partly<T extends z.core.$ZodLooseShape>(shape: T) {
  return named(shape).partial()
}
