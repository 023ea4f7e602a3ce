import type { AllowedRuns } from './allowed-runs.ts'

/**
 * The two questions as integer programs, in the LP format.
 *
 * One binary variable per date says whether it is in the run. Between the dates goes one unit of flow, from the first
 * session to the last, along the pairs that may follow one another, and it must pass wholly through each date of the
 * run. So every way it takes passes through all of them, and the flow itself may be left continuous. Of the programs
 * that were tried this is the one that HiGHS solves fastest: with a flow of binaries the median was a third longer, with
 * dates alone and rules about which of them exclude one another twice as long, with a layer for each session far longer.
 */
export type IntegerPrograms = { fullest: string; fairest: string }

export function integerPrograms(allowed: AllowedRuns): IntegerPrograms {
  const run = runConstraints(allowed)
  const binaries = allowed.attendees.map((_, i) => inRun(i))
  const attendances = allowed.attendees.map((people, i) => `${people.length} ${inRun(i)}`)
  return {
    fullest: program({ maximise: sum(attendances), constraints: run, binaries, integers: [] }),
    fairest: program({
      maximise: 'floor',
      constraints: [...run, ...floorConstraints(allowed)],
      binaries,
      integers: ['floor'],
    }),
  }
}

const inRun = (date: number) => `run${date}`
const begins = (date: number) => `begins${date}`
const ends = (date: number) => `ends${date}`
const follows = (from: number, to: number) => `from${from}to${to}`

function runConstraints({ sessions, followers }: AllowedRuns): string[] {
  const into = followers.map((_, date) => [begins(date)])
  for (const [from, next] of followers.entries()) for (const to of next) into[to]?.push(follows(from, to))
  const outOf = followers.map((next, from) => [ends(from), ...next.map((to) => follows(from, to))])
  return [
    `${sum(followers.map((_, date) => inRun(date)))} = ${sessions}`,
    `${sum(followers.map((_, date) => begins(date)))} = 1`,
    ...into.map((flow, date) => `${sum(flow)} - ${inRun(date)} = 0`),
    ...outOf.map((flow, date) => `${sum(flow)} - ${inRun(date)} = 0`),
  ]
}

/** No member comes less often than the floor. */
function floorConstraints({ attendees, members }: AllowedRuns): string[] {
  return Array.from({ length: members }, (_, m) => {
    const comes = attendees.flatMap((people, date) => (people.includes(m) ? [inRun(date)] : []))
    return `${sum([...comes, '- floor'])} >= 0`
  })
}

function sum(terms: readonly string[]): string {
  return terms.join(' + ').replaceAll('+ -', '-')
}

type Program = { maximise: string; constraints: string[]; binaries: string[]; integers: string[] }

function program({ maximise, constraints, binaries, integers }: Program): string {
  return [
    'Maximize',
    ` objective: ${maximise}`,
    'Subject To',
    ...constraints.map((constraint, i) => ` c${i}: ${constraint}`),
    ...(integers.length > 0 ? ['General', ` ${integers.join(' ')}`] : []),
    'Binary',
    ` ${binaries.join(' ')}`,
    'End',
    '',
  ].join('\n')
}
