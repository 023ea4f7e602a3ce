import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { restoreBackup } from '#db/backup/restore.ts'
import { writeBackup } from '#db/backup/write.ts'
import { applyMigrations, finishRestore } from '#db/migrate.ts'
import { migrationFolder } from '#db/migration-file.ts'
import { openQueue } from '#db/queue.ts'
import { createEmptyDatabase, type TestDatabase } from '../support/database.ts'
import { answerAll, type Desk, fixedRun, newGroup, openDesk, pollFor } from '../support/group-desk.ts'
import { query } from '../support/query.ts'
import { wholeDatabase } from '../support/whole-database.ts'

let desk: Desk
let folder: string
let file: string
let target: TestDatabase
/** A file holds a group with a run under way, another with a poll, and numbers of which JavaScript would lose digits. */
beforeAll(async () => {
  desk = await openDesk()
  await fixedRun(await newGroup(desk, { reminders: ['P7D', 'PT2H'] }))
  const group = await newGroup(desk)
  await pollFor(group)
  await answerAll(group, 'amara', 'ifNeedBe')
  await desk.database.db.$executeRaw`UPDATE answers SET reacted_ts = 99999999999.123457`
  await desk.database.db.$executeRaw`UPDATE workspaces SET refused_since = now()`
  folder = await mkdtemp(join(tmpdir(), 'backup-'))
  file = join(folder, 'whole')
  await writeBackup(desk.database.url, file)
})
afterAll(async () => {
  await desk.close()
  await rm(folder, { recursive: true })
})
beforeEach(async () => {
  target = await createEmptyDatabase()
})
afterEach(() => target.drop())

const restore = (from: string, mayReplace = false) => restoreBackup(target.url, from, { mayReplace })

/** Every row of the bot's own tables, in any order, without what restoring changes on purpose. */
async function rowsOf(url: string): Promise<Map<string, string[]>> {
  const own = [...(await wholeDatabase(url))].filter(([table]) => !/^pgboss|_prisma/.test(table))
  const plain = ({ row }: { row: Record<string, unknown> }) =>
    JSON.stringify({
      ...row,
      status: row.status === 'pending' ? 'skipped' : row.status,
      reason: null,
      look_at: null,
      refused_since: null,
    })
  return new Map(own.map(([table, rows]) => [table, rows.map(plain).sort()]))
}

describe('a backup', () => {
  test('put into an empty database gives every row back', async () => {
    await restore(file)
    expect(await rowsOf(target.url)).toEqual(await rowsOf(desk.database.url))
    const digits = 'SELECT DISTINCT reacted_ts::text FROM answers'
    expect(await query(target.url, digits)).toEqual([{ reacted_ts: '99999999999.123457' }])
  })

  test('has nothing to be said again: whatever waited is passed over, and no job is left', async () => {
    await restore(file)
    const waiting = await query(desk.database.url, `SELECT 1 FROM deliveries WHERE status = 'pending'`)
    expect(waiting.length).toBeGreaterThan(5)
    const reasons = 'SELECT DISTINCT status, reason FROM deliveries'
    expect(await query(target.url, reasons)).toEqual([{ status: 'skipped', reason: 'restored' }])
    expect(await query(target.url, `SELECT to_regnamespace('pgboss') AS queue`)).toEqual([{ queue: null }])
  })

  test('taken while Slack took nothing does not say so for the time since', async () => {
    await restore(file)
    const refused = 'SELECT DISTINCT refused_since FROM workspaces'
    expect(await query(target.url, refused)).toEqual([{ refused_since: null }])
  })

  test('counts the days since the app was removed anew where it has a token of its own, and elsewhere asks at the start', async () => {
    const { db, url } = desk.database
    const file = join(folder, 'removed')
    const uninstalledAt = new Date('2020-01-01')
    const stored = { createdAt: uninstalledAt, uninstalledAt }
    await db.workspace.createMany({
      data: [
        { ...stored, teamId: 'T-many', botToken: 'xoxb-1' },
        { ...stored, teamId: 'T-single' },
      ],
    })
    await writeBackup(url, file)
    await db.workspace.deleteMany({ where: { uninstalledAt: { not: null } } })
    await restore(file)
    const since = `SELECT team_id, uninstalled_at > now() - interval '1 hour' AS is_new FROM workspaces
      WHERE team_id LIKE 'T-%' ORDER BY 1`
    expect(await query(target.url, since)).toEqual([
      { team_id: 'T-many', is_new: true },
      { team_id: 'T-single', is_new: null },
    ])
  })

  test('can be read by its owner alone, and never replaces a file', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const before = await readFile(file)
    await expect(writeBackup(desk.database.url, file)).rejects.toMatchObject({ problem: 'exists' })
    expect(await readFile(file)).toEqual(before)
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test('of a database that no bot has used is refused, and leaves no file', async () => {
    const refused = writeBackup(target.url, join(folder, 'none'))
    await expect(refused).rejects.toMatchObject({ problem: 'nothingToBackUp' })
    expect(await readdir(folder)).not.toContain('none')
  })

  test('into a folder that is not there, or from a file that cannot be read, is told apart from trouble with the database', async () => {
    const nowhere = writeBackup(desk.database.url, join(folder, 'nowhere', 'file'))
    await expect(nowhere).rejects.toMatchObject({ problem: 'notWritable', message: 'ENOENT' })
    await expect(restore(join(folder, 'nowhere'))).rejects.toMatchObject({ problem: 'notThere' })
    await expect(restore(folder)).rejects.toMatchObject({ problem: 'notThere' })
  })

  test('taken while others write holds only what belongs together', async () => {
    let isOver = false
    const writing = (async () => {
      while (!isOver) await newGroup(desk)
    })()
    for (const name of ['a', 'b', 'c']) await writeBackup(desk.database.url, join(folder, name))
    isOver = true
    await writing
    const groups = `SELECT count(*)::int AS n, count(*) FILTER (WHERE 4 = (SELECT count(*) FROM members
      WHERE group_id = groups.id))::int AS whole FROM groups`
    await restore(join(folder, 'c'))
    const [counted] = (await query(target.url, groups)) as { n: number; whole: number }[]
    expect(counted?.n).toBeGreaterThan(2)
    expect(counted?.whole).toBe(counted?.n)
  })
})

describe('a file', () => {
  const isUntouched = async () => expect(await wholeDatabase(target.url)).toEqual(new Map())

  test.each(['cut off', 'with a byte changed'])(
    '%s anywhere is refused, and nothing is changed',
    async (way) => {
      const whole = await readFile(file)
      const broken = join(folder, 'broken')
      for (let share = 0.05; share < 1; share += 0.1) {
        const at = Math.floor(whole.length * share)
        const changed = Buffer.from(whole)
        changed[at] = (whole[at] ?? 0) ^ 0x55
        await writeFile(broken, way === 'cut off' ? whole.subarray(0, at) : changed)
        await expect(restore(broken)).rejects.toMatchObject({ problem: 'damaged' })
      }
      await isUntouched()
    },
  )

  test('that is packed well and lacks a row, or holds a changed one, is refused', async () => {
    const lines = gunzipSync(await readFile(file))
      .toString()
      .split('\n')
    for (const changed of [lines.toSpliced(3, 1), lines.with(3, `${lines[3]} `), ['{}'], ['', '']]) {
      await writeFile(join(folder, 'broken'), gzipSync(changed.join('\n')))
      await expect(restore(join(folder, 'broken'))).rejects.toMatchObject({ problem: 'damaged' })
    }
    await isUntouched()
  })

  test('of a newer version is told apart from a damaged one', async () => {
    const [first = '', ...lines] = gunzipSync(await readFile(file))
      .toString()
      .split('\n')
    const header = JSON.parse(first)
    await writeFile(
      join(folder, 'later'),
      gzipSync([JSON.stringify({ ...header, format: 2 }), ...lines].join('\n')),
    )
    await expect(restore(join(folder, 'later'))).rejects.toMatchObject({ problem: 'newer' })
    const older = await olderMigrations('_never_lost_never_twice')
    const refused = restoreBackup(target.url, file, { mayReplace: false, folder: older })
    await expect(refused).rejects.toMatchObject({ problem: 'newer' })
    await isUntouched()
  })

  test('of an older version is brought up to date', async () => {
    const older = await olderMigrations('_membership_and_survey')
    const source = await createEmptyDatabase()
    await applyMigrations(source.url, older)
    await query(
      source.url,
      `INSERT INTO workspaces VALUES (gen_random_uuid(), 'T1', now());
       INSERT INTO groups (id, workspace_id, channel_id, name, time_zone, planning, sessions_per_run, gap_min_days,
         gap_preferred_days, gap_max_days, alternation, minimum, places, reminders, created_at)
         SELECT gen_random_uuid(), id, 'C1', 'circle', 'UTC', 'wholeRun', 3, 10, 17, 25, 'off', 2, 10, '{P7D}', now()
         FROM workspaces`,
    )
    await writeBackup(source.url, join(folder, 'older'))
    await source.drop()
    await restore(join(folder, 'older'))
    await finishRestore(target.url)
    expect(await applyMigrations(target.url)).toEqual([])
    expect(await target.db.group.findMany()).toMatchObject([
      { channelId: 'C1', reminders: ['P7D'], surveyDays: 7 },
    ])
  })
})

describe('a database', () => {
  test('that holds anything is kept unless it may be replaced, and what would be lost is said', async () => {
    await restore(file)
    const before = await rowsOf(target.url)
    await expect(restore(file)).rejects.toMatchObject({
      problem: 'notEmpty',
      message: expect.stringMatching(/groups 2, .*members 8/),
    })
    expect(await rowsOf(target.url)).toEqual(before)
    await restore(file, true)
    expect(await rowsOf(target.url)).toEqual(before)
  })

  test('with tables of somebody else is never touched', async () => {
    await query(target.url, 'CREATE TABLE notes AS SELECT 1 AS n')
    await expect(restore(file, true)).rejects.toMatchObject({ problem: 'notOurs' })
    expect(await query(target.url, 'SELECT n FROM notes')).toEqual([{ n: 1 }])
  })

  test('on which a bot runs is refused', async () => {
    const queue = await openQueue(target.url, () => {})
    await expect(restore(file, true)).rejects.toMatchObject({ problem: 'inUse' })
    await queue.boss.stop({ graceful: false })
    await restore(file, true)
  })

  test('keeps bots away until the restore is finished', async () => {
    await restore(file)
    await expect(applyMigrations(target.url)).rejects.toThrow('that was not finished: restore it again')
    await finishRestore(target.url)
    expect(await applyMigrations(target.url)).toEqual([])
  })
})

/** A folder with the migrations before this one. */
async function olderMigrations(ending: string): Promise<string> {
  const older = await mkdtemp(join(folder, 'migrations-'))
  const names = (await readdir(migrationFolder)).filter((name) => /^\d/.test(name)).sort()
  const until = names.findIndex((name) => name.endsWith(ending))
  for (const name of names.slice(0, until))
    await cp(join(migrationFolder, name), join(older, name), { recursive: true })
  return older
}
