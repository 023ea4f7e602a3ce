import type { z } from 'zod'
import { dayNumber } from '#domain/calendar.ts'
import { nearest } from '#domain/nearest.ts'
import type { AnswerValue } from '#domain/planner.ts'
import { dateProblem, unknownId } from '#text/plan.ts'
import { type Asked, type AskedDate, checkDates, memberCheck, type SaidRules } from './asked.ts'
import { issueInWords } from './issue.ts'
import { type JsonDocument, readJson } from './json.ts'
import { BadInput, type Source, type Where } from './problem.ts'
import { planInput, rulesInput } from './schema.ts'

/** Reads our own JSON. */
export function readDocument(source: Source): Asked {
  const json = readJson(source)
  const { dates, members, rules = {}, timeZone, patterns } = shaped(planInput, json)
  const asked = dates.map(({ id, start, pattern }, i): AskedDate => {
    if (Number.isNaN(dayNumber(start.slice(0, 10)))) {
      throw new BadInput(dateProblem(start, 'document'), json.whereValue(['dates', i, 'start']))
    }
    return { id, start, pattern, where: () => json.whereValue(['dates', i, 'id']) }
  })
  checkDates(asked)
  const check = memberCheck(asked.length)
  const ids = new Set(asked.map(({ id }) => id))
  return {
    dates: asked,
    members: members.map(({ id, answers }, i) => {
      check(id, () => json.whereValue(['members', i, 'id']))
      const entries = Object.entries(answers)
      const unknown = entries.find(([date]) => !ids.has(date))?.[0]
      if (unknown !== undefined) {
        throw new BadInput(
          unknownId('date', unknown, nearest(unknown, [...ids])),
          json.whereName(['members', i, 'answers', unknown]),
        )
      }
      return { id, answers: new Map<string, AnswerValue>(entries) }
    }),
    rules: [
      {
        said: {
          ...rules,
          ...(timeZone === undefined ? {} : { timeZone }),
          ...(patterns === undefined ? {} : { patterns }),
        },
        where: (path) =>
          json.whereValue(path[0] === 'timeZone' || path[0] === 'patterns' ? [...path] : ['rules', ...path]),
      },
    ],
  }
}

/** Reads a file of rules. */
export function readRules(source: Source): SaidRules {
  const json = readJson(source)
  return { said: shaped(rulesInput, json), where: (path) => json.whereValue([...path]) }
}

/** The document as the schema wants it; of what is wrong with it, the first is told. */
function shaped<T extends z.ZodType>(schema: T, json: JsonDocument): z.infer<T> {
  const result = schema.safeParse(json.value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  if (!issue) throw result.error
  throw new BadInput(issueInWords(issue, json.value), whereIssue(issue, json))
}

function whereIssue(issue: z.core.$ZodIssue, json: JsonDocument): Where {
  const path = issue.path.filter((each) => typeof each !== 'symbol')
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  return unknown === undefined ? json.whereValue(path) : json.whereName([...path, unknown])
}
