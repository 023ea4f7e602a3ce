// Fails when src/db/generated is not what `npm run generate` writes from prisma/schema.prisma.
import { execFileSync } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const generated = 'src/db/generated'
const fresh = mkdtempSync(join(tmpdir(), 'supportgroup-client-'))
try {
  // The schema says where its client goes, relative to itself.
  cpSync('prisma/schema.prisma', join(fresh, 'prisma/schema.prisma'))
  const args = ['generate', '--schema', join(fresh, 'prisma/schema.prisma')]
  execFileSync('node_modules/.bin/prisma', args, { stdio: 'pipe' })
  const different = differences(generated, join(fresh, generated))
  if (different.length > 0) {
    console.error(`Run \`npm run generate\` and commit: not as generated are\n${different.join('\n')}`)
    process.exitCode = 1
  }
} finally {
  rmSync(fresh, { recursive: true })
}

function differences(one: string, other: string): string[] {
  const [files, otherFiles] = [filesOf(one), filesOf(other)]
  return [...new Set([...files.keys(), ...otherFiles.keys()])].filter(
    (name) => files.get(name) !== otherFiles.get(name),
  )
}

function filesOf(folder: string): Map<string, string> {
  const names = globSync('**/*.ts', { cwd: folder })
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}
