import { describe, expect, test } from 'vitest'
import { planJson, runPlan } from './run-plan.ts'

/** A document of ours with one line changed. */
const doc = (changes: Partial<Record<'zone' | 'dates' | 'answers' | 'rules' | 'more', string>> = {}) => `{
  ${changes.zone ?? '"timeZone": "Europe/London",'}
  "dates": [
    ${changes.dates ?? '{ "id": "s1", "start": "2027-03-07T14:00" }, { "id": "w1", "start": "2027-03-24T18:30" }'}
  ],
  "members": [
    { "id": "Ann", "answers": { ${changes.answers ?? '"s1": "can"'} } }${changes.more ?? ''}
  ],
  "rules": { ${changes.rules ?? '"sessions": 1'} }
}`
test('the document below is without fault until it is changed', async () => {
  expect((await runPlan(doc())).code).toBe(0)
})

describe('JSON with a fault gets a sentence and a place', () => {
  test.each([
    ['', '1:1: The file is empty.'],
    [' \n\t\n', '1:1: The file is empty.'],
    ['{', '1:2: A closing brace } is expected here.'],
    ['{ "dates": [1, }', '1:16: A value is expected here.'],
    ['{\n  "dates": tomorrow\n}', '2:12: This is not valid JSON.'],
    ['{ "dates" [] }', '1:11: A colon is expected here.'],
    ['{ "dates": "x }', '1:12: The closing quotation mark of this text is missing.'],
    ['{ // dates\n}', '1:3: JSON has no comments.'],
    ['{} {}', '1:4: The JSON has ended before this.'],
    ['['.repeat(100_000), '1:21: The JSON is nested too deeply here.'],
    ['[]', '1:1: The file must be an object in braces.'],
    ['{}', '1:1: “dates” is missing here.'],
    ['{ "dates": [], "members": [] }', '1:12: “dates” must have 1 entry or more.'],
    [
      doc({ rules: '"sesions": 4' }),
      '9:14: The name “sesions” is not known here; perhaps you mean “sessions”.',
    ],
    [
      doc({ rules: '"colour": 4' }),
      '9:14: The name “colour” is not known here. Known are “sessions”, “gapDays”, “alternate”, “atLeast”, “giveUp”, “needed”, “fixed” and “leaveOut”.',
    ],
    [doc({ rules: '"sessions": "four"' }), '9:26: “sessions” must be a whole number.'],
    [doc({ rules: '"sessions": 2.5' }), '9:26: “sessions” must be a whole number.'],
    [doc({ rules: '"sessions": 0' }), '9:26: “sessions” must be 1 or more.'],
    [doc({ rules: '"sessions": 367' }), '9:26: “sessions” must be 366 or less.'],
    [doc({ rules: '"sessions": 1, "sessions": 2' }), '9:29: “sessions” is here for the second time.'],
    [doc({ rules: '"alternate": "always"' }), '9:27: “alternate” must be “must”, “prefer” or “off”.'],
    [doc({ rules: '"gapDays": { "max": 9 }' }), '9:25: “min” is missing here.'],
    [
      doc({ rules: '"gapDays": { "min": 9, "max": 5 }' }),
      '9:44: The largest gap is smaller than the smallest.',
    ],
    [
      doc({ rules: '"gapDays": { "min": 1, "max": 5, "preferred": 7 }' }),
      '9:60: The preferred gap is not between the smallest and the largest.',
    ],
    [
      doc({ rules: '"fixed": ["s1", "s9"]' }),
      '9:30: There is no date with the id “s9”; perhaps you mean “s1”.',
    ],
    [doc({ rules: '"leaveOut": ["Christmas"]' }), '9:27: There is no date with the id “Christmas”.'],
    [
      doc({ rules: '"needed": ["Anne"]' }),
      '9:25: There is no member with the id “Anne”; perhaps you mean “Ann”.',
    ],
    [doc({ rules: '"needed": "Ann"' }), '9:24: “needed” must be a list in brackets.'],
    [
      doc({ zone: '"timeZone": "Europe/Londn",' }),
      '2:15: There is no time zone “Europe/Londn”; perhaps you mean “Europe/London”.',
    ],
    [doc({ zone: '"timeZone": "+01:00",' }), '2:15: There is no time zone “+01:00”.'],
    [doc({ zone: '"patterns": ["a", "b", "a"],' }), '2:26: The pattern “a” is listed for the second time.'],
    [
      doc({ zone: '"patterns": ["Sunday 14:00", "Wednesday 18:00"],' }),
      '4:58: There is no pattern “Wednesday 18:30”; perhaps you mean “Wednesday 18:00”.',
    ],
    [doc({ answers: '"s1": "yes"' }), '7:39: “s1” must be “can”, “ifNeedBe” or “cannot”.'],
    [
      doc({ answers: '"s1": "can", "s11": "can"' }),
      '7:46: There is no date with the id “s11”; perhaps you mean “s1”.',
    ],
    [doc({ answers: '"s1": "can", "__proto__": "can"' }), '7:46: “__proto__” cannot be a name here.'],
    [doc({ answers: '"s1": "can", "s1": "cannot"' }), '7:46: “s1” is here for the second time.'],
    [
      doc({ more: ',\n    { "id": "Ann", "answers": {} }' }),
      '8:13: The member “Ann” is here for the second time; the first is on line 7.',
    ],
    [
      doc({ dates: '{ "id": "s1", "start": "2027-03-07T14:00" },\n { "id": "s1", "start": "2027-03-08" }' }),
      '5:10: The date “s1” is here for the second time; the first is on line 4.',
    ],
    [
      doc({ dates: '{ "id": "s1", "start": "2027-03-07" },\n { "id": "s2", "start": "2027-03-07" }' }),
      '5:10: The dates “s1” and “s2” have the same start, 2027-03-07.',
    ],
    [
      doc({ dates: '{ "id": "s1", "start": "2027-03-07T14:00Z" }' }),
      '4:28: A start must be a local day and time, such as 2027-01-03T14:00, or a day, such as 2027-01-03.',
    ],
    [
      doc({ dates: '{ "id": "s1", "start": "2027-02-29" }' }),
      '4:28: “2027-02-29” is no day of the calendar.',
    ],
    [
      doc({ dates: '{ "id": "s1", "start": "2027-03-28T01:30" }' }),
      '4:13: Sunday 28 March 2027 has no 01:30 in Europe/London, because the clocks go forward: choose 00:59 or earlier, or 02:00 or later.',
    ],
    [doc({ dates: '{ "id": "", "start": "2027-03-28" }' }), '4:13: “id” must have 1 character or more.'],
  ])('%#', async (input, said) => {
    expect(await runPlan(input)).toEqual({ code: 2, out: '', err: `-:${said}\n` })
  })
})

test('runs whose sums are no longer exact are refused in a sentence', async () => {
  const dates = Array.from({ length: 366 }, (_, i) => ({
    id: `d${i}`,
    start: `${1900 + (i % 299)}-0${1 + Math.floor(i / 299)}-01`,
  }))
  const answers = Object.fromEntries(dates.map(({ id }) => [id, 'ifNeedBe']))
  const members = Array.from({ length: 1000 }, (_, i) => ({ id: `m${i}`, answers }))
  const rules = { sessions: 200, gapDays: { min: 0, max: 3660, preferred: 0 } }
  expect((await planJson(JSON.stringify({ dates, members, rules }))).error).toEqual({
    file: '-',
    line: null,
    column: null,
    sentence:
      'There are too many members, sessions and days to compare runs exactly; leave some of them out.',
  })
})

describe('rules of their own file get the same', () => {
  test.each([
    ['{ "sesions": 4 }', '1:3: The name “sesions” is not known here; perhaps you mean “sessions”.'],
    ['{ "fixed": ["s2"] }', '1:13: There is no date with the id “s2”; perhaps you mean “s1”.'],
    ['{ "timeZone": "Mars" }', '1:15: There is no time zone “Mars”.'],
    ['sessions: 4', '1:1: This is not valid JSON.'],
  ])('%s', async (rules, said) => {
    expect(await runPlan(doc(), { rules })).toEqual({ code: 2, out: '', err: `rules.json:${said}\n` })
  })
})
