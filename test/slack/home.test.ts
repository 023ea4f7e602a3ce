import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { onHomeOpened, showHome, showHomeOnce } from '#slack/home.ts'
import type { Shell } from '#slack/shell.ts'
import { type Context, commit } from '#usecases/context.ts'
import { changeConvenors } from '#usecases/convenor.ts'
import { forgetMe } from '#usecases/erasure.ts'
import { leaveGroup } from '#usecases/leave.ts'
import { setReminding } from '#usecases/mute.ts'
import { refreshHomes } from '#usecases/refresh-home.ts'
import { type Desk, MONDAY, newGroup, openDesk, type TestGroup, value } from '../support/group-desk.ts'
import { until } from '../support/world.ts'

let desk: Desk
let group: TestGroup
/** What Slack was asked to show, in the order in which it was asked, and what it does with the next. */
let asked: Published[]
let shown: Published[]
let answers: ((publish: () => void) => Promise<void>)[]
let shell: Shell

type Published = { user: string; words: string }

beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())
beforeEach(async () => {
  await desk.database.db.group.deleteMany()
  await desk.database.db.homeTab.deleteMany()
  group = await newGroup(desk)
  await forgetJobs()
  asked = []
  shown = []
  answers = []
  shell = slackThatShows()
})

/** Those of whoever is new to a group, to be shown that they are. */
const forgetJobs = () => desk.database.db.$executeRaw`DELETE FROM pgboss.job`

function slackThatShows(): Shell {
  const publish = async ({ user_id, view }: { user_id: string; view: object }) => {
    const published = { user: user_id, words: JSON.stringify(view) }
    asked.push(published)
    const answer = answers.shift() ?? (async (show) => show())
    await answer(() => void shown.push(published))
  }
  return {
    teamId: 'T1',
    calendarUrl: null,
    context: () => desk.at(MONDAY),
    log: pino({ enabled: false }),
    poster: { views: { publish } },
  } as unknown as Shell
}

/** Another bot beside this one, of which it knows nothing. */
const otherInstance = slackThatShows

/** Slack takes its time with the next one, until it is let go. */
function heldBack(): () => void {
  const { promise, resolve } = Promise.withResolvers<void>()
  answers.push(async (show) => {
    await promise
    show()
  })
  return resolve
}

/** Answers with what shows it. */
function noteOpened(name: string) {
  const event = { user: `U-${name}`, tab: 'home' }
  return onHomeOpened(shell, { teamId: 'T1', eventId: 'Ev1', event })
}

async function open(name: string): Promise<void> {
  const show = await noteOpened(name)
  await show?.()
}

const noted = async () => (await desk.database.db.homeTab.findMany()).map(({ slackUserId }) => slackUserId)
const waiting = async () => {
  const rows = await desk.database.db.$queryRaw<{ who: string }[]>`
    SELECT data ->> 'slackUserId' AS who FROM pgboss.job WHERE name = 'home' ORDER BY who`
  return rows.map(({ who }) => who)
}
const last = () => shown.at(-1)?.words
const MUTED = 'You get no private reminders from me'
const STRANGER = 'You are not in a group that I look after yet.'

test('an older view that reaches Slack after a newer one does not stay', async () => {
  await open('ben')
  const letGo = heldBack()
  const older = showHome(shell, 'U-ben')
  await until(() => asked.length === 2, 'the older view')
  value(await setReminding(desk.at(MONDAY), group.as('ben'), false))
  await showHome(otherInstance(), 'U-ben')
  expect(last()).toContain(MUTED)
  letGo()
  await older
  expect(shown).toHaveLength(4)
  expect(last()).toContain(MUTED)
})

test('whoever is forgotten while theirs is shown sees nothing of their group, and nothing tells that it was open', async () => {
  await open('ben')
  const letGo = heldBack()
  const older = showHome(shell, 'U-ben')
  await until(() => asked.length === 2, 'the older view')
  value(await forgetMe(desk.at(MONDAY), group.as('ben')))
  await showHome(otherInstance(), 'U-ben')
  letGo()
  await older
  expect(last()).toContain(STRANGER)
  expect(await noted()).toEqual([])
})

test('however often somebody opens theirs meanwhile, one more is made, with what has changed', async () => {
  await open('ben')
  const letGo = heldBack()
  const first = open('ben')
  await until(() => asked.length === 2, 'the first of them')
  value(await setReminding(desk.at(MONDAY), group.as('ben'), false))
  const others = await Promise.all(Array.from({ length: 50 }, () => noteOpened('ben')))
  const all = others.map((show) => show?.())
  letGo()
  await Promise.all([first, ...all])
  expect(asked).toHaveLength(3)
  expect(last()).toContain(MUTED)
})

/** Has a change made that is not there to be seen before it is let go. */
function unfinished(
  change: (context: Context) => Promise<unknown>,
): Promise<{ finish: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const context = desk.at(MONDAY)
    const gate = Promise.withResolvers<void>()
    const changed = commit(context, async (tx) => {
      // What runs in the use case runs in this transaction.
      const within = { ...context, db: { $transaction: (work: (inner: typeof tx) => unknown) => work(tx) } }
      await change(within as unknown as Context)
      resolve({
        finish: async () => {
          gate.resolve()
          await changed
        },
      })
      await gate.promise
    })
    changed.catch(reject)
  })
}

const isHeldUp = async () => {
  const rows = await desk.database.db.$queryRaw<unknown[]>`
    SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`
  return rows.length > 0
}

test('whoever opens theirs for the first time while something changes sees the change', async () => {
  const { finish } = await unfinished((context) => setReminding(context, group.as('ben'), false))
  const opening = open('ben')
  await until(isHeldUp, 'the opening to wait')
  await finish()
  await opening
  expect(shown.map(({ words }) => words.includes(MUTED))).toEqual([true])
})

test('whoever leaves while they open theirs sees nothing of the group, and it is not kept that they opened it', async () => {
  const { finish } = await unfinished((context) => leaveGroup(context, group.as('ben'), group.id))
  const opening = open('ben')
  await until(isHeldUp, 'the opening to wait')
  await finish()
  await opening
  expect(last()).toContain(STRANGER)
  expect(await noted()).toEqual([])
})

test('a change is one job for each of those who opened theirs, however many changes and groups they have', async () => {
  const other = await newGroup(desk, { members: ['ben', 'dora'], convenors: ['dora'] })
  await forgetJobs()
  for (const name of ['ben', 'dora', 'amara']) await open(name)
  for (const id of [group.id, other.id, group.id])
    await commit(desk.at(MONDAY), (tx) => refreshHomes(tx, desk.at(MONDAY), id))
  expect(await waiting()).toEqual(['U-amara', 'U-ben', 'U-dora'])
})

test.each([
  ['wants a pause', { code: 'slack_webapi_rate_limited_error', retryAfter: 30 }],
  ['does not say whether it took it', { code: 'slack_webapi_request_error' }],
])(
  'where Slack %s, nothing is sent again as it was, and the others of the workspace wait in the queue',
  async (_, failure) => {
    await open('ben')
    answers.push(() => Promise.reject(failure))
    await showHome(shell, 'U-ben')
    await open('amara')
    expect(asked).toHaveLength(2)
    expect(await waiting()).toEqual(['U-amara', 'U-ben'])
  },
)

test('what Slack refuses for certain is given up', async () => {
  answers.push(() => Promise.reject({ code: 'slack_webapi_platform_error', data: { error: 'not_enabled' } }))
  await open('ben')
  expect(await waiting()).toEqual([])
})

test('a stranger’s page that reaches Slack late does not stay for whoever has been put on a roster meanwhile', async () => {
  const letGo = heldBack()
  const stranger = open('dora')
  await until(() => asked.length === 1, 'the stranger’s page')
  await newGroup(desk, { members: ['dora'], convenors: ['ruth'] })
  await showHome(otherInstance(), 'U-dora')
  letGo()
  await stranger
  expect(shown.map(({ words }) => words.includes(STRANGER))).toEqual([false, true, false])
})

test('of whoever is forgotten nothing is put into the queue, not even where Slack wants a pause', async () => {
  value(await forgetMe(desk.at(MONDAY), group.as('ben')))
  answers.push(() => Promise.reject({ code: 'slack_webapi_rate_limited_error', retryAfter: 30 }))
  await showHomeOnce(shell, 'U-ben')
  expect(await waiting()).toEqual([])
})

test('whoever has handed a German group over, and was never on its roster, is spoken to in German', async () => {
  const german = await newGroup(desk, { language: 'de', members: ['dora'], convenors: ['ines', 'dora'] })
  value(await changeConvenors(desk.at(MONDAY), german.as('dora'), { added: [], removed: ['U-ines'] }))
  await open('ines')
  expect(last()).toContain('Du bist noch in keiner Gruppe')
})

test('whoever is on the interest list of a German group is spoken to in German', async () => {
  await newGroup(desk, { language: 'de', interested: ['isla'], members: ['dora'], convenors: ['dora'] })
  await open('isla')
  expect(last()).toContain('Du bist noch in keiner Gruppe')
  await open('stranger')
  expect(last()).toContain(STRANGER)
})
