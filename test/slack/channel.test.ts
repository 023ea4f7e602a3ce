import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Simulator } from '#simulator/contract.ts'
import { peopleAmong, peopleChosen } from '#slack/channel.ts'
import type { Shell } from '#slack/shell.ts'
import { addCircle, botClient, startWorkspace } from '../support/simulator.ts'

let simulator: Simulator
let shell: Shell
/** Fiona, Gustav, another app, and somebody whose account was closed. */
let there: string[]
beforeAll(async () => {
  simulator = await startWorkspace()
  shell = { poster: botClient(simulator), botUserId: simulator.botUserId } as Shell
  const { fiona, gustav } = addCircle(simulator)
  const robo = simulator.addPerson({ name: 'robo', realName: 'Robo', timeZone: 'UTC', isBot: true })
  const gone = simulator.addPerson({ name: 'gone', realName: 'Gone', timeZone: 'Europe/London' })
  simulator.deactivatePerson(gone.id)
  there = [fiona.id, robo.id, gustav.id, gone.id]
})
afterAll(() => simulator.stop())

describe('the people of a channel', () => {
  test('are those who are no apps and have not left, in their order', async () => {
    expect(await peopleAmong(shell, there)).toEqual([there[0], there[2]])
  })

  test.each(['rateLimited', 'internalError'] as const)(
    'include everybody who could not be looked up (%s)',
    async (kind) => {
      simulator.addFault({ method: 'users.info', kind, times: there.length, seconds: 30 })
      expect(await peopleAmong(shell, there)).toEqual(there)
    },
  )
})

describe('of those who were chosen in a form', () => {
  test('the people stay, and neither other apps nor the bot itself', async () => {
    expect(await peopleChosen(shell, [...there, shell.botUserId])).toEqual([there[0], there[2]])
  })

  test('all but the bot stay where Slack does not answer in time for the form', async () => {
    simulator.addFault({ method: 'users.info', kind: 'late', times: there.length, seconds: 3 })
    const begun = Date.now()
    expect(await peopleChosen(shell, [...there, shell.botUserId])).toEqual(there)
    expect(Date.now() - begun).toBeLessThan(2500)
  })
})
