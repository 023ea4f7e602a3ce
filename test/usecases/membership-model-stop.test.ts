import { afterAll, beforeAll, test } from 'vitest'
import { runModel } from '../support/membership-run.ts'
import { openStage, type Stage } from '../support/membership-stage.ts'
import { atTheStop } from '../support/membership-stop-command.ts'

let stages: Stage[]
beforeAll(async () => {
  stages = [await openStage(), await openStage(), await openStage()]
})
afterAll(async () => {
  for (const stage of stages) await stage.close()
})

test('whatever people do at a bus stop, the group is as the rules say', async () => {
  await runModel(stages, 250, atTheStop)
}, 900_000)
