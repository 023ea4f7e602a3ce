import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { planJson, runMain, runPlan } from './run-plan.ts'

const RALLLY = 'Name,Email,Responded on (Europe/London),Sun 7 Mar 2027 14:00 - 17:00\r\n'
const DOODLE = 'Poll "Run"\nhttps://doodle.com/x\n\n'
const TABLE = 'name,2027-03-07,2027-03-10T18:30\n'

describe('a table with a fault gets a sentence and a place', () => {
  test.each([
    [
      'Dear all,\nwhen shall we meet?',
      '1:1: The format is not known: JSON begins with {, an export of Rallly with Name,Email, one of Doodle with its title and link, and a table with “name” and dates such as 2027-01-03T14:00.',
    ],
    [
      `${RALLLY}Ann,,,Perhaps\r\n`,
      '2:7: The answer “Perhaps” is not known; it is Yes, If need be or No, or empty.',
    ],
    [`${RALLLY}Ann,,,Yes,No\r\n`, '2:11: There is no date above the answer “No”.'],
    [
      `${RALLLY}Ann,,,Yes\r\nAnn,,,No\r\n`,
      '3:1: The member “Ann” is here for the second time; the first is on line 2.',
    ],
    [`${RALLLY},,,Yes\r\n`, '2:1: The name is missing in this row.'],
    [`${RALLLY}\r\n`, '3:1: There is nobody in this file.'],
    ['Name,Email,Responded on (Europe/London)\r\nAnn,,\r\n', '1:12: There are no dates in this file.'],
    [RALLLY.replace('Sun', 'Mon'), '1:41: Sunday 7 March 2027 is not a “Mon”.'],
    [
      RALLLY.replace('7 Mar', '31 Feb'),
      '1:41: “Sun 31 Feb 2027 14:00 - 17:00” is no date; an export of Rallly has dates such as Sun 3 Jan 2027 14:00 - 17:00.',
    ],
    [`${RALLLY.replace('London', 'Nowhere')}Ann,,,Yes`, '1:12: There is no time zone “Europe/Nowhere”.'],
    [`${RALLLY}"Ann,,,Yes\r\n`, '2:1: The quotation mark that opens this cell is never closed.'],
    [
      `${RALLLY}Zoë,,"a"b,Yes\r\n`,
      '2:6: A quotation mark in this cell stands alone: put the cell into quotation marks and double those within.',
    ],
    [DOODLE, '4:1: There are no dates in this file.'],
    [
      `${DOODLE},Januar 2027\n,Sun 3\n,2:00 PM\nAnn,OK`,
      '4:2: “Januar 2027” is no month; an export of Doodle has months such as January 2027.',
    ],
    [
      `${DOODLE},January 2027\n,Sonntag\n,2:00 PM\nAnn,OK`,
      '5:2: “Sonntag” is no day; an export of Doodle has days such as Sun 3.',
    ],
    [`${DOODLE},January 2027\n,Mon 3\n,2:00 PM\nAnn,OK`, '5:2: Sunday 3 January 2027 is not a “Mon”.'],
    [
      `${DOODLE},January 2027\n,Sun 3\n,14:00 PM\nAnn,OK`,
      '6:2: “14:00 PM” is no time; an export of Doodle has times such as 2:00 PM – 5:00 PM.',
    ],
    [
      `${DOODLE},January 2027,\n,Sun 3,Mon 4\n,14:00\nAnn,OK`,
      '6:2: “” is no time; an export of Doodle has times such as 2:00 PM – 5:00 PM.',
    ],
    [
      `${DOODLE},January 2027\n,Sun 3\n,2:00 PM\nAnn,Yes\nCount,1`,
      '7:5: The answer “Yes” is not known; it is OK or (OK), or empty.',
    ],
    [`${DOODLE},January 2027\n,Sun 3\n,2:00 PM\nCount,0`, '7:8: There is nobody in this file.'],
    [`${TABLE}Ann,yes,sure\n`, '2:9: The answer “sure” is not known; it is yes, if need be or no, or empty.'],
    [
      `${TABLE.replace('2027-03-10', '2027-03-7')}Ann,yes\n`,
      '1:17: “2027-03-7T18:30” is no date; the first row has dates such as 2027-01-03 or 2027-01-03T14:00.',
    ],
    [
      `${TABLE.replace('2027-03-10T18:30', '2027-03-07')}Ann,yes\n`,
      '1:17: The date “2027-03-07” is here for the second time; the first is on line 1.',
    ],
    ['name\nAnn\n', '1:1: There are no dates in this file.'],
    [
      `${TABLE}"Ann\nAmes",no,no\n"Ann Ames",no\n`,
      '4:1: The member “Ann Ames” is here for the second time; the first is on line 2.',
    ],
    [
      `${TABLE}Ann\u202e,no,no\n\u0000Ben`,
      '3:1: There is a zero byte here, so this is no text; save the file as UTF-8.',
    ],
  ])('%#', async (input, said) => {
    expect(await runPlan(input)).toEqual({ code: 2, out: '', err: `-:${said}\n` })
  })
})

describe('what is no text gets a sentence and a place', () => {
  const mixed = Buffer.concat([
    Buffer.from(`${TABLE}Zoë,no,no\nFran`),
    Buffer.from([0xe7]),
    Buffer.from('ois,no,no\n'),
  ])
  const halfACharacter = Buffer.concat([Buffer.from('\uFEFFname\n', 'utf16le'), Buffer.from([0x41])])
  test.each([
    [
      'UTF-8 with Latin-1 in it',
      mixed,
      '3:5: This character is neither UTF-8 nor UTF-16; save the file as UTF-8.',
    ],
    [
      'UTF-16 that ends within a character',
      halfACharacter,
      '2:1: This character is neither UTF-8 nor UTF-16; save the file as UTF-8.',
    ],
    [
      'a picture',
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      '1:1: This character is neither UTF-8 nor UTF-16; save the file as UTF-8.',
    ],
  ])('%s', async (_, input, said) => {
    expect(await runPlan(input)).toEqual({ code: 2, out: '', err: `-:${said}\n` })
  })
})

test('what is too large is said, not tried', async () => {
  const days = (count: number) =>
    Array.from({ length: count }, (_, i) => new Date(Date.UTC(2027, 0, 1 + i)).toISOString().slice(0, 10))
  const people = (count: number) => Array.from({ length: count }, (_, i) => `m${i}\n`).join('')
  const said = async (input: string) => (await planJson(input)).error?.sentence
  expect(await said('x'.repeat(20_000_001))).toBe('This file is larger than 20 MB, which no poll is.')
  expect(await said(`name,${days(10_001)}\nAnn\n`)).toBe(
    'There are more than 10,000 dates; that is more than can be planned.',
  )
  expect(await said(`${TABLE}${people(1_001)}`)).toBe(
    'There are more than 1,000 members; that is more than can be planned.',
  )
  expect(await said(`name,${days(10_000)}\n${people(251)}`)).toBe(
    'There are more than 2,500,000 answers; that is more than can be planned.',
  )
  expect(await said(`name${','.repeat(5_000_001)}`)).toBe(
    'There are more than 5,000,000 cells; that is more than can be planned.',
  )
})

describe('rules of their own file', () => {
  test('cannot move an export of Rallly to another zone, but say its own', async () => {
    const rallly = `${RALLLY}Ann,,,Yes\r\n`
    expect(await runPlan(rallly, { rules: { timeZone: 'Asia/Tokyo', sessions: 1 } })).toEqual({
      code: 2,
      out: '',
      err: 'rules.json:1:13: The file is in the time zone “Europe/London”, the rules say “Asia/Tokyo”.\n',
    })
    expect((await runPlan(rallly, { rules: { timeZone: 'Europe/London', sessions: 1 } })).code).toBe(0)
  })

  test('are read from one place, as the dates are', async () => {
    expect((await runMain(['-', '--rules', '-'])).err).toMatch(
      /^Standard input can be read only once: as the file or as the rules\.\n\nUsage: /,
    )
  })
})

describe('a command that names no file that can be read', () => {
  test.each([
    [['nothing.csv'], 'nothing.csv: There is no such file.'],
    [['README.md/x'], 'README.md/x: There is no such file.'],
    [['test'], 'test: This is a folder, not a file.'],
    [['a', 'b'], 'One file at a time, please.'],
    [['a', '--jsn'], 'The option “--jsn” is not known or not complete.'],
    [['a', '--rules'], 'The option “--rules” is not known or not complete.'],
  ])('%j', async (args, said) => {
    const { code, out, err } = await runMain(args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err.split('\n\nUsage: ')[0]).toBe(said)
  })

  test('gets the same as JSON where it asked for JSON', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'supportgroup-plan-'))
    const { code, out, err } = await runMain([folder, '--json'])
    rmSync(folder, { recursive: true })
    expect({ code, err }).toEqual({ code: 2, err: '' })
    expect(JSON.parse(out)).toEqual({
      error: { file: folder, line: null, column: null, sentence: 'This is a folder, not a file.' },
    })
  })

  test('has the place of a fault in the JSON as well', async () => {
    const { code, out, err } = await runPlan(`${TABLE}Ann,yes,sure\n`, { args: ['--json'] })
    expect({ code, err }).toEqual({ code: 2, err: '' })
    expect(JSON.parse(out).error).toMatchObject({ file: '-', line: 2, column: 9 })
  })
})
