import { existsSync } from 'node:fs'
import { link, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { putInPlace } from '#db/backup/put-in-place.ts'

/** Linux keeps it in memory: a link from there to the disk is refused, as it is on a USB stick. */
const MEMORY = '/dev/shm'

let near: string
let far: string
beforeAll(async () => {
  near = await mkdtemp(join(tmpdir(), 'place-'))
  far = existsSync(MEMORY) ? await mkdtemp(join(MEMORY, 'place-')) : near
  for (const folder of [near, far]) await writeFile(join(folder, 'draft'), 'whole', { mode: 0o600 })
})
afterAll(async () => {
  for (const folder of [near, far]) await rm(folder, { recursive: true, force: true })
})

test('where there are no links a backup is copied, for its owner alone, and replaces nothing', async ({
  skip,
}) => {
  const canLink = await link(join(far, 'draft'), join(near, 'probe')).then(
    () => true,
    () => false,
  )
  skip(canLink, 'one file system only')
  const file = join(near, 'file')
  await putInPlace(join(far, 'draft'), file)
  expect(await readFile(file, 'utf8')).toBe('whole')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  await writeFile(file, 'another')
  await expect(putInPlace(join(far, 'draft'), file)).rejects.toMatchObject({ problem: 'exists' })
  expect(await readFile(file, 'utf8')).toBe('another')
})

test('what cannot be written is told apart from what is there, and leaves nothing behind', async () => {
  const nowhere = putInPlace(join(near, 'draft'), join(near, 'nowhere', 'file'))
  await expect(nowhere).rejects.toMatchObject({ problem: 'notWritable', message: 'ENOENT' })
  const nothing = putInPlace(join(near, 'no-draft'), join(near, 'left'))
  await expect(nothing).rejects.toMatchObject({ problem: 'notWritable', message: 'ENOENT' })
  expect(existsSync(join(near, 'left'))).toBe(false)
})
