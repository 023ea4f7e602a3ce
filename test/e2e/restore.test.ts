import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { restoreBackup } from '#db/backup/restore.ts'
import { writeBackup } from '#db/backup/write.ts'
import { finishRestore } from '#db/migrate.ts'
import { nextDue } from '#usecases/due.ts'
import { followRestore } from '#usecases/restore.ts'
import { answerAndFix, openPoll, setUp } from '../support/story.ts'
import { everythingSaid } from '../support/who-may-see.ts'
import { person, posts, privately, startWorld, type World } from '../support/world.ts'

let world: World
let folder: string
beforeAll(async () => {
  world = await startWorld({ members: 3 })
  folder = await mkdtemp(join(tmpdir(), 'restore-'))
})
afterAll(async () => {
  await world.stop()
  await rm(folder, { recursive: true })
})

const reminders = () => posts(world).filter(({ text }) => text.startsWith('*Our first session:'))
const said = () => everythingSaid(world).map(({ to, message }) => `${to}: ${message.text}`)

test('after yesterday’s backup is put back nothing is posted again, the convenor is told, and the next reminder comes', async () => {
  await setUp(world, { minimum: { value: '2' } })
  await openPoll(world, { sessions: { value: '2' }, until: { selected_date: '2027-02-28' } })
  await answerAndFix(world)
  await writeBackup(world.database.url, join(folder, 'yesterday'))
  const due = await nextDue(world.bot.context())
  if (due) await world.moveTo(due.at)
  expect(reminders()).toHaveLength(1)
  const before = said()

  await world.bot.stop()
  const { db, url } = world.database
  const { takenAt } = await restoreBackup(url, join(folder, 'yesterday'), { mayReplace: true })
  await followRestore(db, world.clock.now().plus({ hours: 1 }), takenAt)
  await finishRestore(url)
  await world.restart()
  await world.moveTo(world.clock.now().plus({ hours: 1 }))
  await world.moveTo(world.clock.now().plus({ minutes: 5 }))

  const told = privately(world, person(world, 'Ruth')).at(-1)?.text ?? ''
  expect(told).toMatch(/^My memory was put back to /)
  expect(said()).toEqual([...before, `Ruth: ${told}`])

  const next = await nextDue(world.bot.context())
  expect(next?.what).toBe('reminder')
  if (next) await world.moveTo(next.at)
  expect(reminders()).toHaveLength(2)
})
