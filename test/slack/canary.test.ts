import pino from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { JOB_NAMES } from '#db/queue.ts'
import { DELIVERY_KINDS } from '#slack/render.ts'
import { createMetrics } from '#watch/metrics.ts'
import { watchFor } from '#watch/watch.ts'
import { openAccessDesk } from '../support/access-desk.ts'
import { type Stage, startStage } from '../support/access-stage.ts'
import { canariesIn, canariesKept, canary, canaryPlace } from '../support/canary.ts'
import { canaryPaths, type Scene, surround } from '../support/canary-path.ts'
import { type KeptDatabase, keepDatabase } from '../support/kept-database.ts'
import { wrongInLog } from '../support/log-line.ts'
import { wrongInMetrics } from '../support/metric-label.ts'
import { type QuotingDatabase, quotingDatabase } from '../support/quoting-database.ts'
import { type QuotingSlack, startQuotingSlack } from '../support/quoting-slack.ts'
import { stageSecrets, tokensOf } from '../support/stage-secret.ts'
import { wholeDatabase } from '../support/whole-database.ts'
import { until } from '../support/world.ts'

const lines: string[] = []
const log = pino({ level: 'trace', base: null }, { write: (line: string) => void lines.push(line) })

const metrics = createMetrics({ deliveryKinds: DELIVERY_KINDS, jobNames: JOB_NAMES })
const watch = watchFor(metrics)

let stage: Stage
let scene: Scene
let kept: KeptDatabase
let database: QuotingDatabase
let slack: QuotingSlack
let isStopped = false
/** Whether somebody waits for an answer, or it may well be that none can reach them. */
let isPatient = true

beforeAll(async () => {
  stage = await startStage(log)
  const { db, url } = stage.world.database
  await db.group.updateMany({ data: { name: `Tea ${canary('groupname')} ${canaryPlace('groupname')}` } })
  await db.pattern.updateMany({ data: { place: canary('usualplace') } })
  await db.session.updateMany({ data: { place: `${canary('ownplace')} ${canaryPlace('ownplace')}` } })
  const { nonce } = await db.delivery.findUniqueOrThrow({ where: { id: stage.ids.deliveryId } })
  slack = await startQuotingSlack(stage.world.simulator)
  const patienceSeconds = () => (isPatient ? 10 : 0.3)
  const desk = await openAccessDesk(stage, { log, slack, surround, patienceSeconds, watch })
  scene = { stage, desk, nonce }
  kept = await keepDatabase(url)
  database = await quotingDatabase(url)
}, 120_000)
afterAll(async () => {
  if (!isStopped) await scene.desk.stop()
  await slack.stop()
  await kept.close()
  await database.close()
  await stage.world.stop()
})

type Condition = {
  name: string
  isNonsense?: boolean
  begin?: () => Promise<void> | void
  end?: () => Promise<void> | void
  /** Nothing can have changed. */
  isStill?: boolean
  only?: RegExp
}

const mended = {
  end: async () => {
    await database.mend()
    // That the app was removed could be written all the same.
    await kept.putBack()
  },
  isStill: true,
}
const slackFails = (way: 'refusal' | 'missingScope') => ({
  begin: () => {
    slack.answer(way)
    isPatient = false
  },
  end: () => {
    slack.answer('asItIs')
    isPatient = true
  },
})

const CONDITIONS: Condition[] = [
  { name: 'where all goes well' },
  { name: 'with nonsense where something of ours should be', isNonsense: true },
  { name: 'where the database refuses to read', begin: () => database.refuseReading(), ...mended },
  { name: 'where the database refuses to write', begin: () => database.refuseWriting('23514'), ...mended },
  {
    name: 'where the database takes something for a repetition',
    begin: () => database.refuseWriting('23505'),
    ...mended,
    only: /^the event/,
  },
  { name: 'where Slack refuses everything and says why', ...slackFails('refusal') },
  { name: 'where Slack misses a scope', ...slackFails('missingScope'), only: /^(.supportgroup|the form)/ },
]

const PATHS = canaryPaths()
/** Those that have failed at least once. */
const failed = new Set<string>()
const FAILURE = /"msg":"(a listener failed|an event could not take effect|what follows an event failed)"/

/** What somebody gave that makes no sense is not given back to them. */
const OWN = ['nonsense', 'nonsenseplace', 'commandtext']

describe.each(CONDITIONS)('$name', ({ isNonsense = false, begin, end, isStill = false, only = /./ }) => {
  beforeAll(async () => void (await begin?.()))
  afterAll(async () => void (await end?.()))
  afterEach(async () => {
    if (!isStill && (await kept.changed()).length > 0) await kept.putBack()
  })

  test.each(PATHS.filter(({ name }) => only.test(name)))(
    '$name tells nobody what nobody may know',
    async ({ name, act }) => {
      const from = lines.length
      const broken = () => lines.slice(from).filter((line) => FAILURE.test(line))
      const words = await act(scene, isNonsense).catch((error: Error) => {
        // An event that failed is sent again; and where nothing can be shown, nothing is.
        if (isPatient && !name.startsWith('the event')) throw error
        return ''
      })
      // Of a press that shows nothing, the failure comes later.
      if (begin && isPatient && name === 'a press on answer')
        await until(() => broken().length > 0, 'a failure')
      if (broken().length > 0) failed.add(name)
      expect(wrongInLog(lines.slice(from), stageSecrets(stage))).toEqual([])
      expect(canariesIn(words).filter((of) => OWN.includes(of))).toEqual([])
      if (!words.startsWith('That did not work')) return
      expect(canariesIn(words, stageSecrets(stage))).toEqual([])
      const references = broken().map((line) => JSON.parse(line).reference)
      expect(references.filter((reference) => words.includes(reference))).toHaveLength(1)
    },
  )
})

describe('afterwards', () => {
  beforeAll(async () => {
    await scene.desk.stop()
    isStopped = true
  })

  test('everything has failed at least once, but for what needs neither database nor Slack', () => {
    const never = PATHS.map(({ name }) => name).filter((name) => !failed.has(name))
    expect(never).toEqual(['a press on cannotSayYet', 'a press on willTell'])
  })

  test('no line of the log, of whatever level, holds anything but what is declared', () => {
    expect(lines.length).toBeGreaterThan(100)
    expect(wrongInLog(lines, stageSecrets(stage))).toEqual([])
  })

  test('the figures of all that was done and failed name nobody, and have known words alone beside them', async () => {
    const { text } = await metrics.show({ single: {}, connections: { idle: 0, busy: 0 } })
    for (const counted of ['ack', 'slack_call', 'transaction'])
      expect(text).toMatch(new RegExp(`supportgroup_${counted}_seconds_count\\{.*\\} [1-9]`))
    expect(text).toContain('supportgroup_slack_refusals_total{code="invalid_blocks"}')
    expect(wrongInMetrics(text, stageSecrets(stage))).toEqual([])
  })

  test('nothing stands in the database, the queue’s tables too, where it is not declared', async () => {
    const whole = await wholeDatabase(stage.world.database.url)
    for (const table of whole.keys()) if (table.startsWith('kept.')) whole.delete(table)
    expect(whole.get('pgboss.job')?.length ?? 0).toBeGreaterThan(0)
    expect(canariesKept(whole, tokensOf(stage))).toEqual([])
  })

  test('what travels with messages as metadata is an opaque nonce', () => {
    const sent = stage.world.simulator.calls().flatMap(({ args }) => (args.metadata ? [args.metadata] : []))
    const shapes = sent.map((metadata) => {
      const { event_type, event_payload } =
        typeof metadata === 'string' ? JSON.parse(metadata) : (metadata as Record<string, unknown>)
      return `${event_type} ${Object.keys(event_payload as object)} ${canariesIn(JSON.stringify(metadata))}`
    })
    expect([...new Set(shapes)]).toEqual(['supportgroup_message nonce '])
  })
})
