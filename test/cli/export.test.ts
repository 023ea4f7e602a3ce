import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { planJson, runPlan } from './run-plan.ts'

const text = (name: string) => readFileSync(`test/cli/files/${name}`, 'utf8')
const firstLine = ({ out }: { out: string }) => out.split('\n')[0]
const grid = ({ out }: { out: string }) =>
  out
    .split('\n')
    .filter((line) => /^(Sun|Wed) \d/.test(line))
    .map((line) => line.replace(/(\d\d:\d\d) +/, '$1 '))

test('an export of Rallly is read as it is, in its own zone', async () => {
  const said = await runPlan(text('rallly.csv'), { rules: { sessions: 4, gapDays: { min: 3, max: 30 } } })
  expect(said.code).toBe(0)
  expect(firstLine(said)).toBe('Read: eight dates in the time zone Europe/London, four members.')
  expect(grid(said)).toEqual([
    'Sun 7 Mar 2027, 14:00 Y Y - i   3',
    'Wed 10 Mar 2027, 18:30 - Y Y Y   3',
    'Sun 14 Mar 2027, 14:00 Y i Y -   3 A',
    'Wed 17 Mar 2027, 18:30 - Y Y Y   3 A',
    'Sun 21 Mar 2027, 14:00 Y - Y Y   3 A',
    'Wed 24 Mar 2027, 18:30 Y Y - Y   3 A',
    'Sun 28 Mar 2027, 14:00 - Y Y -   2',
    // An empty cell is no answer.
    'Wed 31 Mar 2027, 18:30 Y i Y .   3',
  ])
  // All four can come three times.
  expect(said.out).not.toContain('could come least often')
  expect(said.out).toContain('\n1 Ann Ames, 2 Brook, Ben, 3 Cay O’Neill, 4 Dee.\n')
})

test('an export of Doodle is read as it is: months and days stand over several columns, empty is "cannot"', async () => {
  const said = await runPlan(text('doodle.csv'), {
    rules: { sessions: 4, gapDays: { min: 3, max: 30 }, timeZone: 'Europe/London' },
  })
  expect(said.code).toBe(0)
  expect(firstLine(said)).toBe('Read: seven dates in the time zone Europe/London, four members.')
  expect(grid(said)).toEqual([
    'Sun 7 Mar 2027, 14:00 Y Y - -   2 A',
    'Wed 10 Mar 2027, 18:30 - Y Y -   2 A',
    'Sun 14 Mar 2027, 14:00 i - Y -   2',
    'Wed 17 Mar 2027, 18:30 - i Y -   2',
    'Sun 4 Apr 2027, 10:00 Y - i -   2',
    'Sun 4 Apr 2027, 14:00 Y Y Y -   3 A',
    'Wed 7 Apr 2027, 12:30 - Y Y -   2 A',
  ])
  expect(said.out).not.toContain('We have not heard')
})

test('an export of Doodle may have times of 24 hours, and a title without quotation marks', async () => {
  const lines = [
    'Run',
    'https://doodle.com/poll/x',
    ',March 2027,',
    ',Sun 7,Mon 8',
    ',00:15 - 01:00,14:00 – 15:00',
    'Ann,OK,OK',
  ]
  const { options } = await planJson(lines.join('\n'), { sessions: 2, gapDays: { min: 1, max: 2 } })
  expect(options?.[0]?.dates).toEqual(['2027-03-07T00:15', '2027-03-08T14:00'])
})

test('noon and midnight of an export of Doodle are 12 PM and 12 AM', async () => {
  const lines = [
    'Poll "x"',
    '',
    ',March 2027,',
    ',Sun 7,Mon 8',
    ',12:00 AM – 1:00 AM,12:00 PM – 1:00 PM',
    'Ann,OK,OK',
    'Count,1,1',
  ]
  const { options } = await planJson(lines.join('\n'), { sessions: 2, gapDays: { min: 1, max: 2 } })
  expect(options?.[0]?.dates).toEqual(['2027-03-07T00:00', '2027-03-08T12:00'])
})

test('a plain table takes many words for an answer, and any of three separators', async () => {
  const rules = { sessions: 3, gapDays: { min: 3, max: 30 } }
  const said = await runPlan(text('table.csv'), { rules })
  expect(firstLine(said)).toBe('Read: four dates in the time zone UTC, three members.')
  expect(grid(said)).toEqual([
    'Sun 7 Mar 2027, 14:00 Y Y Y   3 A',
    'Wed 10 Mar 2027, 18:30 i Y i   3 A',
    'Wed 24 Mar 2027, 18:30 . i Y   2 A',
    'Sun 11 Apr 2027, 14:00 - - -   0',
  ])
  expect(said.out).toContain('3 Cay "C" Day.')
  for (const separator of [',', '\t']) {
    expect(await runPlan(text('table.csv').replaceAll(';', separator), { rules })).toEqual(said)
  }
})

test('a whole day is a date as well, and its pattern is its weekday', async () => {
  const table = 'name,2027-03-07,2027-03-10,2027-03-14\nAnn,y,y,y'
  const { options } = await planJson(table, {
    sessions: 2,
    gapDays: { min: 1, max: 9 },
    alternate: 'must',
    patterns: ['Wednesday', 'Sunday'],
    leaveOut: ['2027-03-07'],
  })
  expect(options?.map(({ dates }) => dates)).toEqual([['2027-03-10', '2027-03-14']])
})

test('a whole day stands at its noon among the times of that day', async () => {
  const { options } = await planJson('name,2027-03-07,2027-03-07T09:00,2027-03-07T13:00\nAnn,y,y,y', {
    sessions: 3,
    gapDays: { min: 0, max: 1 },
  })
  expect(options?.[0]?.dates).toEqual(['2027-03-07T09:00', '2027-03-07', '2027-03-07T13:00'])
})

test.each(['utf8', 'utf8 with a mark', 'utf16le', 'utf16le with a mark', 'utf16be', 'utf16be with a mark'])(
  'a file in %s is the same file',
  async (encoding) => {
    const rules = { sessions: 3, gapDays: { min: 3, max: 30 } }
    const marked = `${encoding.endsWith('mark') ? '\uFEFF' : ''}${text('table.csv').replace('Ben', 'Zoë 🎈')}`
    const bytes = Buffer.from(marked, encoding.startsWith('utf16') ? 'utf16le' : 'utf8')
    const said = await runPlan(encoding.startsWith('utf16be') ? bytes.swap16() : bytes, { rules })
    expect(said.out).toContain('1 Ann, 2 Zoë 🎈, 3 Cay "C" Day.')
  },
)

test('a file with the line ends of an old Mac or of Windows is the same file', async () => {
  const rules = { sessions: 3, gapDays: { min: 3, max: 30 } }
  const said = await runPlan(text('table.csv'), { rules })
  expect(said.code).toBe(0)
  for (const end of ['\r', '\r\n']) {
    expect(await runPlan(text('table.csv').replaceAll('\n', end), { rules })).toEqual(said)
  }
})

test('a time that comes twice when the clocks go back is the first of the two', async () => {
  const table = 'name,2027-10-31T01:30,2027-10-31T02:00\nAnn,y,y'
  const { options } = await planJson(table, {
    timeZone: 'Europe/London',
    sessions: 2,
    gapDays: { min: 0, max: 1 },
    fixed: ['2027-10-31T01:30'],
  })
  expect(options?.[0]?.dates).toEqual(['2027-10-31T01:30', '2027-10-31T02:00'])
})

test('a table in which somebody is called like a link is a table, and no export of Doodle', async () => {
  const rows = ['https://evil.example/', 'Ann'].map((name) => `${name},yes,yes`)
  const { code, err } = await runPlan(['name,2027-01-03,2027-01-20', ...rows].join('\n'), {
    rules: { sessions: 2 },
  })
  expect([code, err]).toEqual([0, ''])
})
