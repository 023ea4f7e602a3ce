/** Many runs of random commands over the plain model and a real group. */
import { randomInt } from 'node:crypto'
import fc from 'fast-check'
import { expect } from 'vitest'
import { tick } from '#usecases/tick.ts'
import { MONDAY } from './group-desk.ts'
import { checkAnnouncement } from './membership-announcement.ts'
import { type Model, newModel, picture } from './membership-model.ts'
import { contextAt, forget, look, newReal, pictureOf, type Real, type Stage } from './membership-stage.ts'
import type { Command } from './membership-step.ts'
import { again, anything } from './membership-stop-command.ts'

/** Each run has so many random commands, and one more because one in a hundred does nothing. */
const COMMANDS = 30

/**
 * So many runs that begin with these commands and go on at random. Every time with another seed, which is printed;
 * `MODEL_SEED` and `MODEL_RUNS` in the environment repeat what was printed, `MODEL_PATH` a failure alone, by the
 * seed and the path that fast-check gave it.
 */
export async function runModel(
  stages: readonly Stage[],
  runs: number,
  beginning: readonly Command[],
): Promise<void> {
  const seed = Number(process.env.MODEL_SEED ?? randomInt(2 ** 31))
  const path = process.env.MODEL_PATH
  const numRuns = Number(process.env.MODEL_RUNS ?? runs)
  const counted = new Map<string, Map<string, number>>()
  const tally: Real['tally'] = (kind, answer) => {
    const answers = counted.get(kind) ?? new Map<string, number>()
    counted.set(kind, answers.set(answer, (answers.get(answer) ?? 0) + 1))
  }
  try {
    const used = path ? stages.slice(0, 1) : stages
    const share = path
      ? { path, numRuns: 1, endOnFailure: true }
      : { numRuns: Math.ceil(numRuns / used.length) }
    await all(
      used.map((stage, index) => fc.assert(aRun(stage, beginning, tally), { ...share, seed: seed + index })),
    )
    for (const { eye, bystander, bystanderSeen } of stages)
      expect(await look(eye, bystander, []), 'a group that nobody touched').toEqual(bystanderSeen)
  } finally {
    console.info(report(seed, path ? 1 : numRuns, counted))
  }
}

/** Waits for all of them, also where one fails. */
async function all(works: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(works)).find(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') throw failed.reason
}

function aRun(stage: Stage, beginning: readonly Command[], tally: Real['tally']) {
  const places = fc.integer({ min: 4, max: 7 })
  // Not fc.commands, whose runs are of any length up to the longest.
  const commands = fc.array(anything, { minLength: COMMANDS + 1, maxLength: COMMANDS + 1 })
  return fc.asyncProperty(places, commands, async (placesAtFirst, chosen) => {
    const model = newModel(Date.parse(MONDAY), placesAtFirst)
    const real = await newReal(stage, placesAtFirst, tally)
    try {
      await fc.asyncModelRun(() => ({ model, real }), [...beginning, ...chosen, again])
      await checkRest(model, real)
    } catch (error) {
      throw new Error(whatHappened(error as Failure, real))
    } finally {
      await forget(real)
    }
  })
}

type Failure = Error & { actual?: unknown; expected?: unknown }

function whatHappened({ message, actual, expected }: Failure, { story }: Real): string {
  const both = [`rules: ${JSON.stringify(expected)}`, `group: ${JSON.stringify(actual)}`]
  return [message, ...both, 'What happened:', ...story].join('\n')
}

/** A tick that comes again changes nothing; and what was said of bus stops may be said as late as now. */
async function checkRest(model: Model, real: Real): Promise<void> {
  const { stage, group, knownKeys } = real
  await tick(contextAt(stage.desk, model.now))
  const seen = await look(stage.eye, group, [...knownKeys])
  expect(seen.deliveries, 'what is said by a tick that comes again').toEqual([])
  expect(pictureOf(seen), 'what a tick changes that comes again').toEqual(picture(model))
  for (const run of model.runs.keys()) await checkAnnouncement(model, real, run + 1)
}

function report(seed: number, runs: number, counted: Map<string, Map<string, number>>): string {
  const lines = [...counted].map(([kind, answers]) => {
    const each = [...answers].sort(([, a], [, b]) => b - a).map(([answer, times]) => `${answer} ${times}`)
    return `  ${kind}: ${each.join(', ')}`
  })
  return [`Membership: ${runs} runs of ${COMMANDS} commands, MODEL_SEED=${seed}`, ...lines.sort()].join('\n')
}
