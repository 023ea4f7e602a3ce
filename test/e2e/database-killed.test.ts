import { mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { DateTime } from 'luxon'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serverUrl } from '#db/embedded/owner.ts'
import { type BotProcess, createLauncher, type Launcher } from '../support/bot-process-handle.ts'
import { query } from '../support/query.ts'
import { answerAndFix, openPoll, setUp } from '../support/story.ts'
import { person, posts, privately, startWorld, type, until, type World, whispered } from '../support/world.ts'

let folder: string
let directory: string
let world: World
let launcher: Launcher
let bot: BotProcess
let url: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'killed-'))
  directory = join(folder, 'database')
  world = await startWorld({ members: 3 })
  await world.bot.stop()
  launcher = createLauncher({ config: world.config, directory })
  const { clock } = world
  bot = launcher.launch(clock.now())
  await bot.started
  world.bot = {
    ...world.bot,
    tickNow: () => bot.ask('tick', clock.now()),
    settled: () => bot.ask('settled', clock.now()),
    stop: async () => true,
  }
})
afterAll(async () => {
  launcher.stop()
  await bot.ask('stop', world.clock.now())
  await bot.kill()
  process.kill(await serverProcess(), 'SIGKILL')
  await world.stop()
  await rm(folder, { recursive: true })
})

/** A day before the first session: its last reminder. */
async function lastReminderAt(): Promise<DateTime> {
  const [, , , port] = (await readFile(join(directory, 'data/postmaster.pid'), 'utf8')).split('\n')
  url = serverUrl(Number(port), await readFile(join(directory, 'password'), 'utf8'))
  const sessions = await query(url, 'SELECT starts_at FROM sessions ORDER BY 1')
  return DateTime.fromJSDate((sessions[0] as { starts_at: Date }).starts_at).minus({ days: 1 })
}

async function serverProcess(): Promise<number> {
  return Number.parseInt(await readFile(join(directory, 'data/postmaster.pid'), 'utf8'), 10)
}

/** Whether the server ran and is killed now. */
async function isKilled(): Promise<boolean> {
  try {
    return process.kill(await serverProcess(), 'SIGKILL')
  } catch {
    return false
  }
}

/** Kills the server and, with it, all its processes; without its data none can start until it is brought back. */
async function takeAway(): Promise<void> {
  await until(isKilled, 'a server to kill', 20)
  await rename(join(directory, 'data'), join(directory, 'away'))
}

function bringBack(): Promise<void> {
  return rename(join(directory, 'away'), join(directory, 'data'))
}

const ruth = () => person(world, 'Ruth')

test('answers given while the server is killed again and again are kept, each or said not to be', async () => {
  await setUp(world, { minimum: { value: '2' } })
  await openPoll(world, { sessions: { value: '2' }, until: { selected_date: '2027-02-28' } })
  let isDone = false
  const killing = (async () => {
    for (let kill = 0; kill < 3; kill += 1) {
      await until(isKilled, 'a server to kill', 20)
      await delay(1_500)
    }
    isDone = true
  })()
  while (!isDone) {
    const { text } = await whispered(world, ruth(), () => type(world, ruth(), 'status'))
    expect(text).toMatch(/A poll is open\* until|That did not work, or I could not/)
  }
  await killing
  const status = () => whispered(world, ruth(), () => type(world, ruth(), 'status'))
  await until(async () => (await status()).text.includes('A poll is open'), 'the last server', 30)
  await answerAndFix(world)
  expect(posts(world).filter(({ text }) => text.startsWith('*Our run of'))).toHaveLength(1)
}, 60_000)

test('while it is away, whoever asks is told what to do, and what falls due is said once when it is back', async () => {
  const reminders = () => posts(world).filter(({ text }) => text.startsWith('*Our first session:'))
  const due = await lastReminderAt()
  await takeAway()
  for (const command of ['status', 'apologies'])
    expect((await whispered(world, ruth(), () => type(world, ruth(), command))).text).toMatch(
      /^That did not work, or .* try again in a minute;/,
    )
  world.clock.set(due)
  bot.setClock(due)
  await delay(2_000)
  await bringBack()
  const back = performance.now()
  await until(() => reminders().length > 0, 'the reminder', 60)
  const seconds = (performance.now() - back) / 1000
  console.log(`said ${seconds.toFixed(1)} s after the database came back`)
  expect(seconds).toBeLessThan(30)
  await world.bot.tickNow()
  await world.bot.settled()
  expect(reminders()).toHaveLength(1)
}, 90_000)

test('what Slack accepted while it was away is noted when it is back, and not said again', async () => {
  const told = () => privately(world, ruth()).filter(({ text }) => text.includes('has left')).length
  world.simulator.addFault({ method: 'chat.postMessage', kind: 'late', seconds: 2 })
  await world.simulator.leaveChannel(world.channelId, person(world, 'Ben').id)
  await until(() => told() === 1, 'the convenor to be told')
  await takeAway()
  // Longer than a transaction tries by itself.
  await delay(6_000)
  await bringBack()
  await until(() => query(url, 'SELECT 1').then(Boolean, () => false), 'the server', 30)
  const unsaid = () => query(url, `SELECT 1 FROM deliveries WHERE status NOT IN ('sent', 'skipped')`)
  await until(async () => (await unsaid()).length === 0, 'it to be noted', 30)
  await world.moveTo(world.clock.now().plus({ minutes: 10 }))
  expect(told()).toBe(1)
}, 90_000)
