/**
 * Puts a program and everything it imports into one file, because a harness that starts thousands of processes waits
 * mostly for them to load. It is the same code: what a module finds beside itself, it still finds.
 */
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, type Plugin } from 'vite'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** What is no JavaScript cannot be put into the file. */
const NATIVE = ['@napi-rs/canvas']

/**
 * Answers the file with the whole program. `replaced` names modules, by the end of their paths, that are to be taken
 * from elsewhere.
 */
export async function bundle(
  program: URL,
  directory: string,
  replaced: Readonly<Record<string, URL>> = {},
): Promise<string> {
  const entry = fileURLToPath(program)
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    plugins: [placeOfModule(), whereItIs(NATIVE), replacing(replaced)],
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir: directory,
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      rolldownOptions: { output: { format: 'esm', entryFileNames: 'program.mjs', codeSplitting: false } },
    },
  })
  return join(directory, 'program.mjs')
}

/** Modules of the project look for files by their own address, which would be another in the bundle. */
function placeOfModule(): Plugin {
  return {
    name: 'place-of-module',
    transform(code, id) {
      if (id.includes('node_modules') || !code.includes('import.meta.url')) return null
      return code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
    },
  }
}

/** Packages that the bundle loads from where they are, by their whole address. */
function whereItIs(packages: readonly string[]): Plugin {
  return {
    name: 'where-it-is',
    enforce: 'pre',
    resolveId(source) {
      return packages.includes(source) ? { id: import.meta.resolve(source), external: 'absolute' } : null
    },
  }
}

function replacing(replaced: Readonly<Record<string, URL>>): Plugin {
  return {
    name: 'replacing',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      const wanted = Object.entries(replaced).find(([ending]) => source.endsWith(ending))
      const substitute = wanted && fileURLToPath(wanted[1])
      if (!substitute || importer === substitute) return null
      return this.resolve(substitute, importer, { ...options, skipSelf: true })
    },
  }
}
