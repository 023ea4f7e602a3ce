/** A page of everything that the bot can say, so that its wording can be read in one go. */
import { readFileSync } from 'node:fs'
import type { KnownBlock } from '@slack/types'
import { LANGUAGES } from '#domain/language.ts'
import { LANGUAGE_NAMES } from '#text/language.ts'
import { SHOWN } from './largest-shown.ts'
import { fileOf, sourceIn } from './text-module.ts'
import { SAID, saidIn } from './text-sample.ts'

const SAID_IN = LANGUAGES.map(saidIn)

/** The page as Markdown: the sentences of each file in `src/text/`, then the labels of each message, form and Home tab. */
export function textPage(): string {
  return [
    '# Everything the bot says',
    'Made from the samples of the tests, in each language that the bot speaks. `U1`, `C1` and the like stand for people and channels, and *Circle &lt;@U9&gt; &amp; co* for a name that somebody typed.',
    ...Object.entries(SAID).flatMap(([module, functions]) => sentences(module, functions)),
    ...SHOWN.flatMap(({ language, messages, views }) => [
      `# Buttons, fields and what they say before they act: ${LANGUAGE_NAMES[language]}`,
      ...[...messages, ...views].flatMap(labels),
    ]),
    '',
  ].join('\n\n')
}

function sentences(module: string, functions: Record<string, string[]>): string[] {
  const source = sourceOf(module)
  return [
    `## ${module}`,
    ...Object.entries(functions).flatMap(([name, said]) => [
      `### ${purpose(source, name)}`,
      ...[...new Set(said.map((_, index) => inEachLanguage(module, name, index)))],
    ]),
  ]
}

/** One sample as each language says it, one below the other; what is for operators is said in one. */
function inEachLanguage(module: string, name: string, index: number): string {
  const said = SAID_IN.map((each) => each[module]?.[name]?.[index] ?? '')
  return [...new Set(said)].map(quoted).join('\n\n')
}

function sourceOf(module: string): string {
  const plain = new URL(`../../src/text/${fileOf(module)}.ts`, import.meta.url)
  return readFileSync(sourceIn('en', module) ?? plain, 'utf8')
}

/** What a function is for, from the comment above it. */
function purpose(source: string, name: string): string {
  const above = source.slice(0, source.indexOf(`export function ${name}(`))
  const comment = above.slice(above.lastIndexOf('/**') + 3, above.lastIndexOf('*/'))
  return comment.replace(/\s*\n\s*\*\s?/g, ' ').trim()
}

function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('  \n')
}

type Shown = { blocks: readonly unknown[] } | null

function labels([name, shown]: [string, Shown]): string[] {
  const said = [...new Set((shown?.blocks ?? []).flatMap((block) => labelsOf(block as KnownBlock)))]
  return said.length > 0 ? [`## ${name}`, said.map((label) => `- ${label}`).join('\n')] : []
}

/** A select with more choices than this, such as all time zones, holds no wording that anybody reads in one go. */
const CHOICES_AT_MOST = 30

/** Everything in a block that stands on or beside something to press or fill in. */
function labelsOf(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(labelsOf)
  if (typeof part !== 'object' || part === null) return []
  const { type, text } = part as { type?: string; text?: unknown }
  if (type === 'plain_text' && typeof text === 'string') return [text]
  return isLongSelect(part) ? [] : Object.values(part).flatMap(labelsOf)
}

function isLongSelect(part: object): boolean {
  const { options = [], option_groups = [] } = part as Select
  return [...options, ...option_groups.flatMap((group) => group.options)].length > CHOICES_AT_MOST
}

type Select = { options?: unknown[]; option_groups?: { options: unknown[] }[] }
