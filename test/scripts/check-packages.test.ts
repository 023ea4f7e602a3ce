import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Answers,
  type PackageRegistry,
  type Published,
  startPackageRegistry,
  WELL,
} from '../support/package-registry.ts'

const integrity = `sha512-${Buffer.alloc(64).toString('base64')}`
const kettle: Published = { name: 'kettle', version: '1.2.3', integrity }
const scales: Published = { name: 'scales', version: '4.5.6', integrity }

const SCRIPT = resolve('scripts/check-packages.ts')
const NO_SIGSTORE = pathToFileURL(resolve('test/support/no-sigstore-process.ts')).href

let registry: PackageRegistry
let folder: string

/** A project in which kettle runs, and scales is only for its developers. */
beforeAll(async () => {
  registry = await startPackageRegistry([kettle, scales])
  folder = await mkdtemp(join(tmpdir(), 'supportgroup-packages-'))
  const project = { name: 'tea', version: '1.0.0' }
  const needs = { dependencies: { kettle: '1.2.3' }, devDependencies: { scales: '4.5.6' } }
  const { version } = kettle
  const packages = {
    '': { ...project, ...needs },
    'node_modules/kettle': { version, integrity },
    'node_modules/scales': { version: scales.version, integrity, dev: true },
  }
  await writeFile(join(folder, 'package.json'), JSON.stringify({ ...project, ...needs }))
  const lock = { ...project, lockfileVersion: 3, requires: true, packages }
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify(lock))
  for (const { name, version } of [kettle, scales]) {
    await mkdir(join(folder, 'node_modules', name), { recursive: true })
    await writeFile(join(folder, 'node_modules', name, 'package.json'), JSON.stringify({ name, version }))
  }
})
afterAll(async () => {
  registry.stop()
  await rm(folder, { recursive: true })
})

type Environment = Record<string, string>
const WITHOUT_SIGSTORE: Environment = { NODE_OPTIONS: `--import=${NO_SIGSTORE}` }

/** Runs the script there, with npm itself, which asks this registry alone. */
async function check(answers: Partial<Answers>, environment = WITHOUT_SIGSTORE, seconds = '50') {
  registry.answers = { ...WELL, ...answers }
  // What npm has heard before does not count.
  const cache = await mkdtemp(join(folder, 'cache-'))
  const env: Environment = {
    PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
    HOME: folder,
    npm_config_registry: registry.url,
    npm_config_cache: cache,
    ...environment,
  }
  return new Promise<{ code: unknown; printed: string }>((done) =>
    execFile(process.execPath, [SCRIPT, seconds], { cwd: folder, env }, (error, printed) =>
      done({ code: error ? error.code : 0, printed }),
    ),
  )
}

const advisory = (name: string, severity: string) => ({
  [name]: [
    {
      id: 1,
      url: 'https://github.com/advisories/GHSA-0000-0000-0000',
      title: 'Boils over',
      severity,
      vulnerable_versions: '<2.0.0',
      cwe: ['CWE-400'],
      cvss: { score: 5, vectorString: null },
    },
  ],
})

const NONE_KNOWN = 'No package that runs has a known vulnerability.'
const AS_PUBLISHED = 'All packages are as they were published, by their signatures.'
const NOT_ASKED = 'Not checked whether packages have known vulnerabilities:'
const NOT_VERIFIED = 'Not checked whether packages are as they were published:'

test('packages about which a registry knows nothing bad pass, and it is asked only about those that run', async () => {
  registry.asked.length = 0
  expect(await check({})).toEqual({ code: 0, printed: `${NONE_KNOWN}\n${AS_PUBLISHED}\n` })
  expect(registry.asked).toEqual([{ kettle: ['1.2.3'] }])
})

describe('a known vulnerability', () => {
  const reason = 'Boils over, https://github.com/advisories/GHSA-0000-0000-0000'

  test.each(['moderate', 'critical'])('that is %s fails, with its reason', async (severity) => {
    const { code, printed } = await check({ advisories: advisory('kettle', severity) })
    expect(printed).toContain(`\n- kettle, ${severity}: ${reason}\n`)
    expect(code).toBe(1)
  })

  test('that is low is said, and does not fail', async () => {
    const { code, printed } = await check({ advisories: advisory('kettle', 'low') })
    expect(printed).toContain(`\n- kettle, low: ${reason}\n`)
    expect(code).toBe(0)
  })
})

describe('a signature', () => {
  test('that is of something else fails, and names the package', async () => {
    const { code, printed } = await check({
      signed: (each) => (each.name === 'scales' ? 'something else' : WELL.signed(each)),
    })
    expect(printed).toContain('The signature is wrong')
    expect(printed).toMatch(/: scales@4\.5\.6$/m)
    expect(code).toBe(1)
  })

  test('that is not there is said, and does not fail', async () => {
    const { code, printed } = await check({
      signed: (each) => (each.name === 'scales' ? null : WELL.signed(each)),
    })
    expect(printed).toContain(`${NONE_KNOWN}\nThere is no signature: scales@4.5.6\n`)
    expect(code).toBe(0)
  })
})

describe('silence is said, and does not fail:', () => {
  test.each([
    ['a registry that does not take the question', { advisories: 405 }, '405 Method Not Allowed'],
    ['one that fails', { advisories: 500 }, '500 Internal Server Error'],
    ['one that answers with a page', { advisories: '<html>Sign in</html>' }, ''],
  ])('%s', async (_, answers, why) => {
    const { code, printed } = await check(answers)
    expect(printed).toContain(`${NOT_ASKED} ${why}`)
    expect(printed).toContain(AS_PUBLISHED)
    expect(code).toBe(0)
  })

  test.each([
    ['a registry that signs and does not tell its key', { hasKeys: false }, 'no corresponding public key'],
    ['one that signs nothing', { hasKeys: false, signed: () => null }, 'found no dependencies to audit'],
  ])('%s', async (_, answers, why) => {
    const { code, printed } = await check(answers)
    expect(printed).toContain(`${NONE_KNOWN}\n${NOT_VERIFIED}`)
    expect(printed).toContain(why)
    expect(code).toBe(0)
  })

  test('one that is not there', async () => {
    const { code, printed } = await check(
      {},
      { ...WITHOUT_SIGSTORE, npm_config_registry: 'http://127.0.0.1:1/' },
    )
    expect(printed).toMatch(new RegExp(`^${NOT_ASKED} .*ECONNREFUSED.*\n${NOT_VERIFIED} .*ECONNREFUSED.*\n$`))
    expect(code).toBe(0)
  })

  test('one that takes its time, which is given up', async () => {
    const { code, printed } = await check({ isSilent: true }, WITHOUT_SIGSTORE, '3')
    const late = 'nothing came within 3 seconds.'
    expect(printed).toBe(`${NOT_ASKED} ${late}\n${NOT_VERIFIED} ${late}\n`)
    expect(code).toBe(0)
  })

  test('npm itself, where there is none', async () => {
    const none = 'npm ended with ENOENT and said nothing.'
    const printed = `${NOT_ASKED} ${none}\n${NOT_VERIFIED} ${none}\n`
    expect(await check({}, { PATH: '' })).toEqual({ code: 0, printed })
  })

  test('Sigstore’s list of the keys of registries, where it cannot be reached', async () => {
    const { code, printed } = await check({}, { https_proxy: 'http://127.0.0.1:1', no_proxy: '127.0.0.1' })
    expect(printed).toContain(`${NONE_KNOWN}\n${NOT_VERIFIED}`)
    expect(printed).toContain('tuf-repo-cdn.sigstore.dev')
    expect(code).toBe(0)
  })
})
