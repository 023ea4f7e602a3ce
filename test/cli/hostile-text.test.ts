import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleaned } from '#domain/typed-text.ts'
import { HOSTILE_TEXTS, hiddenIn, hostileText, MINUTES_MS } from '../support/hostile-text.ts'
import { runPlan } from './run-plan.ts'

const DAYS = ['2027-01-03', '2027-01-20', '2027-02-07', '2027-02-24']
const PEOPLE = 40
const rules = { sessions: 2 }
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

/** Names of people or dates that differ also when they have been cleaned, none of them longer than the schema wants. */
const names = (count: number, most: number) =>
  fc.uniqueArray(
    hostileText.filter((text) => cleaned(text) !== '' && text.length <= most && text.isWellFormed()),
    { minLength: count, maxLength: count, selector: cleaned },
  )

/** Nothing that a terminal would do, or that could not be seen in it. */
function expectHarmless({ code, out, err }: Awaited<ReturnType<typeof runPlan>>): void {
  const told = out + err
  expect(code, told).toBeLessThan(2)
  expect(hiddenIn(told.replaceAll('\n', ''))).toEqual([])
  expect(Math.max(...told.split('\n').map((line) => line.length))).toBeLessThan(8_000)
}

describe(`${HOSTILE_TEXTS} hostile texts in the files that the planner reads`, {
  timeout: MINUTES_MS,
}, () => {
  test('as names in a table are told as they are seen, in lines of their own', async () => {
    const texts = names(PEOPLE, 200_000).filter((all) => all.every((text) => !text.includes('\0')))
    await fc.assert(
      fc.asyncProperty(texts, async (people) => {
        const rows = people.map(
          (name, i) => `${quoted(name)},${DAYS.map((_, j) => ((i + j) % 3 ? 'yes' : 'no'))}`,
        )
        expectHarmless(await runPlan([`name,${DAYS}`, ...rows].join('\n'), { rules }))
      }),
      { numRuns: HOSTILE_TEXTS / 2 / PEOPLE },
    )
  })

  test('as the ids and patterns of a document are told so, too, and as JSON are the same for a program', async () => {
    await fc.assert(
      fc.asyncProperty(
        names(PEOPLE, 200),
        names(DAYS.length, 200),
        fc.boolean(),
        async (people, ids, isNeeded) => {
          const isOdd = (name: string) => name === '__proto__'
          fc.pre(![...people, ...ids].some(isOdd))
          const document = {
            dates: DAYS.map((start, i) => ({ id: ids[i], start: `${start}T14:00`, pattern: people[i] })),
            members: people.map((id, i) => ({
              id,
              answers: Object.fromEntries(ids.map((date, j) => [date, (i + j) % 3 ? 'can' : 'cannot'])),
            })),
            // Whoever is needed every time makes the planner say why there is no run, by name.
            rules: { ...rules, alternate: 'off', needed: isNeeded ? people.slice(0, 5) : [] },
          }
          const text = JSON.stringify(document)
          expectHarmless(await runPlan(text))
          const json = await runPlan(text, { args: ['--json'] })
          expectHarmless(json)
          const { options = [] } = JSON.parse(json.out) as { options?: { dates: string[] }[] }
          expect(options.length > 0).toBe(!isNeeded)
          expect(options.flatMap(({ dates }) => dates).filter((id) => !ids.includes(id))).toEqual([])
        },
      ),
      { numRuns: HOSTILE_TEXTS / 2 / PEOPLE },
    )
  })

  test('where something else is expected are refused in a sentence that quotes little of them', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        const said = await runPlan(`name,2027-01-03\nAnn,${quoted(text)}`, { rules })
        const told = said.out + said.err
        expect(hiddenIn(told.replaceAll('\n', ''))).toEqual([])
        expect(told.length).toBeLessThan(1_000)
      }),
      { numRuns: HOSTILE_TEXTS / 20 },
    )
  })
})
