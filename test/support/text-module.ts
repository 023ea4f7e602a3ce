import { existsSync } from 'node:fs'

/** The file of a module of the samples: `busStop` is `bus-stop.ts`; one has another name there. */
export function fileOf(module: string): string {
  return module === 'escaping' ? 'escape' : module.replace(/[A-Z]/g, (sign) => `-${sign.toLowerCase()}`)
}

/** Where a module has its words in a language, or null where it is not spoken to people in Slack but to operators. */
export function sourceIn(language: string, module: string): URL | null {
  const url = new URL(`../../src/text/${language}/${fileOf(module)}.ts`, import.meta.url)
  return existsSync(url) ? url : null
}
