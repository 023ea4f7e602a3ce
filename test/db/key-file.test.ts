import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addKey, dropOldKeys, keysFor, ownKeyFile } from '#db/key-file.ts'
import { KeyError, keyRing, newKey } from '#db/key-ring.ts'

const OWN = { keys: null, databaseUrl: null }

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keys-'))
  file = ownKeyFile(folder)
})
afterEach(() => rm(folder, { recursive: true }))

test('the embedded database gets a key once, in a file that only its owner may read', async () => {
  const first = await keysFor(OWN, folder)
  expect(first.isNew).toBe(true)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(await readdir(folder)).toEqual(['keys'])
  expect(await keysFor(OWN, folder)).toEqual({ ring: first.ring, isNew: false })
})

test('a file of its own that others may read is refused', async () => {
  await keysFor(OWN, folder)
  for (const mode of [0o640, 0o604]) {
    await chmod(file, mode)
    await expect(keysFor(OWN, folder)).rejects.toEqual(new KeyError('readableByOthers', file))
  }
})

test('a new key comes before the old ones, which can be dropped', async () => {
  const { ring } = await keysFor(OWN, folder)
  await addKey(file)
  const two = (await keysFor(OWN, folder)).ring
  expect(two).toHaveLength(2)
  expect(two[1]).toEqual(ring[0])
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(await dropOldKeys(file)).toBe(1)
  expect((await keysFor(OWN, folder)).ring).toEqual([two[0]])
  expect(await dropOldKeys(file)).toBe(0)
  expect(await readdir(folder)).toEqual(['keys'])
})

test('keys that are given are used, and none are made', async () => {
  const key = newKey()
  const given = { databaseUrl: null, keys: { text: key } }
  expect(await keysFor(given, folder)).toEqual({ ring: keyRing(key), isNew: false })
  const path = join(folder, 'secret')
  await writeFile(path, `${key}\n`)
  const named = { databaseUrl: 'postgresql://somewhere', keys: { file: path } }
  expect(await keysFor(named, folder)).toEqual({ ring: keyRing(key), isNew: false })
  expect(await readdir(folder)).toEqual(['secret'])
})

test('a database of one’s own needs keys that are given, from a file that is there', async () => {
  const external = { databaseUrl: 'postgresql://somewhere', keys: null }
  await expect(keysFor(external, folder)).rejects.toEqual(new KeyError('missing'))
  const named = { ...external, keys: { file: join(folder, 'none') } }
  await expect(keysFor(named, folder)).rejects.toEqual(
    new KeyError('unreadable', `${join(folder, 'none')} (ENOENT)`),
  )
  await writeFile(join(folder, 'empty'), '\n')
  const empty = { ...external, keys: { file: join(folder, 'empty') } }
  await expect(keysFor(empty, folder)).rejects.toEqual(new KeyError('missing'))
  expect((await readFile(join(folder, 'empty'), 'utf8')).trim()).toBe('')
})
