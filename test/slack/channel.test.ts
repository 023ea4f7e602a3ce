import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Simulator } from '#simulator/contract.ts'
import { peopleAmong, peopleChosen } from '#slack/channel.ts'
import type { Shell } from '#slack/shell.ts'
import { whyNotByThemselves } from '#slack/workspace-person.ts'
import { addCircle, botClient, startWorkspace } from '../support/simulator.ts'

let simulator: Simulator
let shell: Shell
/** Fiona, Gustav, another app, somebody whose account was closed, a guest, and somebody from another workspace. */
let there: string[]
beforeAll(async () => {
  simulator = await startWorkspace()
  const { botUserId, teamId } = simulator
  shell = { poster: botClient(simulator), client: botClient(simulator), botUserId, teamId } as Shell
  const { fiona, gustav } = addCircle(simulator)
  const robo = simulator.addPerson({ name: 'robo', realName: 'Robo', timeZone: 'UTC', isBot: true })
  const gone = simulator.addPerson({ name: 'gone', realName: 'Gone', timeZone: 'Europe/London' })
  simulator.deactivatePerson(gone.id)
  const guest = simulator.addPerson({ name: 'guest', realName: 'Guest', timeZone: 'UTC', isGuest: true })
  const other = simulator.addPerson({ name: 'other', realName: 'Other', timeZone: 'UTC', teamId: 'T0OTHER' })
  there = [fiona.id, robo.id, gustav.id, gone.id, guest.id, other.id]
})
afterAll(() => simulator.stop())

describe('the people of a channel', () => {
  test('who are suggested as members are no apps, have not left, and belong to this workspace', async () => {
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
  test('the people stay, guests among them, and neither other apps nor the bot itself', async () => {
    const people = [there[0], there[2], there[4], there[5]]
    expect(await peopleChosen(shell, [...there, shell.botUserId])).toEqual(people)
  })

  test('all but the bot stay where Slack does not answer in time for the form', async () => {
    simulator.addFault({ method: 'users.info', kind: 'late', times: there.length, seconds: 3 })
    const begun = Date.now()
    expect(await peopleChosen(shell, [...there, shell.botUserId])).toEqual(there)
    expect(Date.now() - begun).toBeLessThan(2500)
  })
})

describe('whoever wants to put themselves on a list', () => {
  test('may when they belong to this workspace', async () => {
    expect(await whyNotByThemselves(shell, there[0] ?? '')).toBeNull()
  })

  test.each([
    ['a guest', 4],
    ['somebody from another workspace', 5],
  ])('is refused as %s', async (_, index) => {
    expect(await whyNotByThemselves(shell, there[index] ?? '')).toEqual({
      refusal: { code: 'notByThemselves' },
    })
  })

  test('is refused when Slack knows of nobody like that', async () => {
    expect(await whyNotByThemselves(shell, 'U0NOBODY')).toHaveProperty('refusal.code', 'notByThemselves')
  })

  test('is not taken for anybody while Slack does not answer', async () => {
    simulator.addFault({ method: 'users.info', kind: 'unavailable' })
    await expect(whyNotByThemselves(shell, there[0] ?? '')).rejects.toThrow()
  })
})
