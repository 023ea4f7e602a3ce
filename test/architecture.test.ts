import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'

/** Which folder or file of src/ may import which others. What is not allowed here is forbidden. */
const mayImport: Record<string, string[]> = {
  domain: [],
  text: ['domain'],
  db: ['domain'],
  watch: [],
  picture: [],
  usecases: ['db', 'domain', 'watch'],
  slack: ['usecases', 'db', 'domain', 'text', 'watch', 'picture'],
  jobs: ['usecases', 'db', 'domain', 'watch'],
  web: ['usecases', 'db', 'domain', 'text'],
  cli: ['usecases', 'db', 'domain', 'text', 'progress'],
  bot: ['slack', 'jobs', 'web', 'usecases', 'db', 'domain', 'text', 'watch'],
  main: ['bot', 'slack', 'jobs', 'web', 'usecases', 'db', 'domain', 'text'],
  demo: ['bot', 'slack', 'jobs', 'web', 'usecases', 'db', 'domain', 'text', 'simulator'],
  backup: ['usecases', 'db', 'domain', 'text', 'progress'],
  restore: ['backup', 'usecases', 'db', 'domain', 'text', 'progress'],
  keys: ['backup', 'db', 'domain', 'text', 'progress'],
  progress: ['text'],
  setup: ['slack', 'db', 'domain', 'text'],
  doctor: ['backup', 'slack', 'db', 'domain', 'text'],
  simulator: [],
  config: [],
  clock: [],
  start: [],
}

/** Needed nearly everywhere, yet not by rules, which are given what they need, nor by the simulator. */
const common = ['config', 'clock', 'start']
const withoutCommon = ['domain', 'simulator', ...common]

/** Packages that only these parts know. */
const packageHomes: [RegExp, string[]][] = [
  [/^(@prisma\/|prisma$|pg$)/, ['db']],
  [/^@slack\/(bolt|oauth|web-api)$/, ['slack']],
  [/^(@prometheus-io|@opentelemetry)\//, ['watch']],
  [/^@slack\/types$/, ['slack', 'simulator']],
  [/^@napi-rs\/canvas$/, ['picture']],
]

const sources = globSync('src/**/*.{js,ts,tsx}', { exclude: ['src/db/generated/**'] })
const ownFiles = [...sources, ...globSync('{test,scripts,bench}/**/*.ts')]

test('imports run one way', () => {
  const wrong = importsOf(sources).filter(({ part, target }) => {
    const allowed = [part, ...(mayImport[part] ?? []), ...(withoutCommon.includes(part) ? [] : common)]
    return target !== undefined && !allowed.includes(target)
  })
  expect(
    wrong.map(({ file, part, name }) => `${file} imports ${name}: ${part} may import only ${listed(part)}`),
    'Move what is needed down to a part that both may import, or pass it as an argument from above.',
  ).toEqual([])
})

test('every part of src/ has its place in the order of imports', () => {
  const unknown = new Set(sources.map(partOf).filter((part) => !(part in mayImport)))
  expect([...unknown], 'Put it into an existing folder, or into the table above.').toEqual([])
})

test('Prisma, PostgreSQL, Slack and whoever watches are known in one place each', () => {
  const wrong = importsOf(sources).flatMap(({ file, part, name, target }) => {
    const isGenerated = target === 'db' && name.includes('generated')
    const homes = isGenerated ? ['db'] : packageHomes.find(([pattern]) => pattern.test(name))?.[1]
    return homes && !homes.includes(part) ? [`${file} imports ${name}: only ${homes.join(' and ')} may`] : []
  })
  expect(wrong, 'Ask for it through a named function of that part.').toEqual([])
})

test('rules wait for nothing and read no clock', () => {
  const forbidden = /\b(async|await|Date\.now|new Date\(|DateTime\.(now|local|utc)\(\s*\))/
  expect(
    matches(inFolder('domain'), forbidden),
    'Take the data and `now` as arguments; read them in a use case, the clock at the edge.',
  ).toEqual([])
})

test('the environment is read in one place', () => {
  // The simulator's page only puts back what Vite sets for the whole process.
  const readers = [
    'src/config.ts',
    'src/main.ts',
    'src/demo.ts',
    'src/backup-program.ts',
    'src/keys.ts',
    'src/setup.ts',
    'src/doctor.ts',
    'src/simulator/page-file.ts',
  ]
  const others = sources.filter((file) => !readers.includes(file))
  expect(matches(others, /process\.env/), 'Take the value from the config, as an argument.').toEqual([])
})

test('a file is named after what it is about', () => {
  const vague = /^(index|utils?|helpers?|types?|managers?|services?|common|misc)$/
  const wrong = ownFiles.filter((file) => {
    const words = basename(file)
      .replace(/(\.test)?\.([jt]s|tsx)$/, '')
      .split('-')
    return words.some((word) => vague.test(word) || !/^[a-z0-9]+$/.test(word))
  })
  expect(
    wrong,
    'Use small letters, hyphens, and a noun of the glossary; import each file by its name.',
  ).toEqual([])
})

test('no file is longer than 300 lines', () => {
  const long = ownFiles.filter((file) => read(file).trimEnd().split('\n').length > 300)
  expect(long, 'Split it where a second idea begins.').toEqual([])
})

type Import = { file: string; part: string; name: string; target: string | undefined }

/** All imports; `target` is the part of src/ imported, undefined for a package. */
function importsOf(files: string[]): Import[] {
  return files.flatMap((file) =>
    [...withoutComments(file).matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name = '']) => {
      const path = name.startsWith('#') ? join('src', name.slice(1)) : join(dirname(file), name)
      const target = /^[#.]/.test(name) ? partOf(path) : undefined
      return { file, part: partOf(file), name, target }
    }),
  )
}

function partOf(path: string): string {
  // What belongs to one file of src/ itself begins with its name: demo.ts, demo-clock.ts.
  return path.split('/')[1]?.replace(/(-.*)?\.[jt]s$/, '') ?? ''
}

function listed(part: string): string {
  return (
    [...(mayImport[part] ?? []), ...(withoutCommon.includes(part) ? [] : common)].join(', ') || 'packages'
  )
}

function matches(files: string[], forbidden: RegExp): string[] {
  return files.flatMap((file) => {
    const found = forbidden.exec(withoutComments(file))
    return found ? [`${file}: ${found[0]}`] : []
  })
}

function inFolder(part: string): string[] {
  return sources.filter((file) => partOf(file) === part)
}

function withoutComments(file: string): string {
  return read(file).replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g, '')
}

function read(file: string): string {
  return readFileSync(file, 'utf8')
}
