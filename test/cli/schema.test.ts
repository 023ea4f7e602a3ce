import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { readJson } from '../../src/cli/json.ts'
import { BadInput } from '../../src/cli/problem.ts'
import { planInput } from '../../src/cli/schema.ts'

test('the JSON schema in docs/ says what the command reads', () => {
  const written = JSON.parse(readFileSync('docs/plan-input.schema.json', 'utf8'))
  expect(written, 'Put what z.toJSONSchema gives for planInput into docs/plan-input.schema.json.').toEqual(
    z.toJSONSchema(planInput, { target: 'draft-2020-12', io: 'input' }),
  )
})

test('JSON is read to the letter: what JSON.parse refuses is refused with a place, and nothing else is', () => {
  const document = JSON.stringify({ a: [1, -2.5e3, 'x\n"\u2028', null], b: { c: true, d: {} } }, null, 1)
  const characters = fc.constantFrom(...'{}[]",:\\ \n\tx0-.eu\u00a0\u0001/*', 'true', '\uFEFF', '//')
  fc.assert(
    fc.property(
      fc.nat(document.length),
      fc.nat(2),
      fc.array(characters, { maxLength: 2 }),
      (at, drop, put) => {
        const text = document.slice(0, at) + put.join('') + document.slice(at + drop)
        const read = attempt(() => readJson({ file: 'x', text }).value)
        const parsed = attempt(() => JSON.parse(text))
        expect(read instanceof Error, text).toBe(parsed instanceof Error)
        if (read instanceof Error) expect(read).toBeInstanceOf(BadInput)
        else expect(read).toEqual(parsed)
      },
    ),
    { numRuns: 2000 },
  )
})

function attempt(read: () => unknown): unknown {
  try {
    return read()
  } catch (error) {
    return error
  }
}
