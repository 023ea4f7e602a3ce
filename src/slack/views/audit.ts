import { auditEmpty, auditEnd, auditIntro, auditLine } from '#text/audit.ts'
import type { Audit } from '#usecases/audit.ts'
import { context, type Message, paragraph, section } from './parts.ts'

/** So many lines stay below the length that Slack allows for a paragraph. */
const LINES_IN_A_PARAGRAPH = 10

/** What was done in a group, for a convenor. */
export function auditMessage({ group, entries, count }: Audit): Message {
  if (entries.length === 0) return paragraph(auditEmpty())
  const intro = auditIntro(group.timeZone)
  const lines = entries.map((entry) => auditLine(entry, group.timeZone))
  const paragraphs = Array.from({ length: Math.ceil(lines.length / LINES_IN_A_PARAGRAPH) }, (_, index) =>
    lines.slice(index * LINES_IN_A_PARAGRAPH, (index + 1) * LINES_IN_A_PARAGRAPH).join('\n'),
  )
  const end = count > entries.length ? auditEnd(entries.length, count) : ''
  return {
    text: [intro, ...lines, ...(end ? [end] : [])].join('\n'),
    blocks: [section(intro), ...paragraphs.map((each) => section(each)), ...(end ? [context(end)] : [])],
  }
}
