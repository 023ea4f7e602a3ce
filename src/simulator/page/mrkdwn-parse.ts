/** Reads Slack's mrkdwn into a tree, so that the page can draw it as elements and never as raw HTML. */

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'break' }
  | { kind: 'bold' | 'italic' | 'strike'; children: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'emoji'; name: string }
  | { kind: 'user'; id: string }
  | { kind: 'channel'; id: string; label?: string }
  | { kind: 'broadcast'; name: string }
  | { kind: 'link'; url: string; label: string }
  | { kind: 'date'; unix: number; format: string; url?: string; fallback: string }

export type Part =
  | { kind: 'lines'; children: Inline[] }
  | { kind: 'quote'; children: Inline[] }
  | { kind: 'pre'; text: string }

const EMPHASIS = { '*': 'bold', _: 'italic', '~': 'strike' } as const
type Mark = keyof typeof EMPHASIS

/** The parts of a mrkdwn text in order: lines, quotations and preformatted text. In a verbatim one addresses are no links. */
export function parseMrkdwn(source: string, isVerbatim = false): Part[] {
  return source.split(/```\n?([\s\S]+?)\n?```\n?/).flatMap((piece, index): Part[] => {
    // What the brackets of the pattern caught stands at the odd places.
    if (index % 2 === 1) return [{ kind: 'pre', text: unescapeText(piece) }]
    return piece === '' ? [] : linesAndQuotes(piece, isVerbatim)
  })
}

/** Plain text as Slack shows it: line breaks and, unless `emoji` is false, names of emoji as pictures. */
export function parsePlain(source: string, emoji = true): Inline[] {
  const inline: Inline[] = []
  for (const [index, line] of source.split('\n').entries()) {
    if (index > 0) inline.push({ kind: 'break' })
    inline.push(
      ...(emoji ? withEmoji(unescapeText(line)) : [{ kind: 'text' as const, text: unescapeText(line) }]),
    )
  }
  return inline.filter((item) => item.kind !== 'text' || item.text !== '')
}

/** `&amp;`, `&lt;` and `&gt;` are the only escapes that Slack knows. */
function unescapeText(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name) => ({ amp: '&', lt: '<', gt: '>' })[name as 'amp'] ?? '')
}

function linesAndQuotes(piece: string, isVerbatim: boolean): Part[] {
  const parts: { isQuote: boolean; lines: string[] }[] = []
  for (const line of piece.split('\n')) {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line)
    const isQuote = quoted !== null
    const last = parts.at(-1)
    if (last?.isQuote === isQuote) last.lines.push(quoted?.[1] ?? line)
    else parts.push({ isQuote, lines: [quoted?.[1] ?? line] })
  }
  return parts
    .map(
      ({ isQuote, lines }): Part => ({
        kind: isQuote ? 'quote' : 'lines',
        children: parseInline(lines.join('\n'), isVerbatim),
      }),
    )
    .filter((part) => part.kind === 'pre' || part.children.length > 0)
}

/** Emphasis, code, emoji and everything in angle brackets, within one run of lines. */
export function parseInline(source: string, isVerbatim = false): Inline[] {
  const inline: Inline[] = []
  let plain = ''
  const flush = () => {
    if (plain !== '') inline.push(...withEmoji(unescapeText(plain)))
    plain = ''
  }
  let at = 0
  while (at < source.length) {
    const found = specialAt(source, at, isVerbatim)
    if (found) {
      flush()
      inline.push(found.item)
      at += found.length
    } else {
      plain += source[at]
      at += 1
    }
  }
  flush()
  return inline
}

type Found = { item: Inline; length: number }

function specialAt(source: string, at: number, isVerbatim: boolean): Found | undefined {
  const sign = source[at]
  if (sign === '\n') return { item: { kind: 'break' }, length: 1 }
  const rest = source.slice(at)
  if (sign === '`') {
    const code = /^`([^`\n]+)`/.exec(rest)
    return code
      ? { item: { kind: 'code', text: unescapeText(code[1] ?? '') }, length: code[0].length }
      : undefined
  }
  if (sign === '<') {
    const angle = /^<([^<>\n]+)>/.exec(rest)
    return angle ? { item: parseAngle(angle[1] ?? ''), length: angle[0].length } : undefined
  }
  if (sign === 'h' && !isVerbatim && isEdge(source[at - 1])) {
    const url = /^https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)\]'"]/.exec(rest)?.[0]
    if (url)
      return { item: { kind: 'link', url: unescapeText(url), label: unescapeText(url) }, length: url.length }
  }
  return sign === '*' || sign === '_' || sign === '~' ? emphasisAt(source, at, sign, isVerbatim) : undefined
}

/** A mark opens after a space or a sign and closes before one; inside, no space at the ends and no line break. */
function emphasisAt(source: string, at: number, mark: Mark, isVerbatim: boolean): Found | undefined {
  if (!isEdge(source[at - 1]) || /[\s]/.test(source[at + 1] ?? ' ') || source[at + 1] === mark)
    return undefined
  for (let end = source.indexOf(mark, at + 2); end !== -1; end = source.indexOf(mark, end + 1)) {
    const inside = source.slice(at + 1, end)
    if (inside.includes('\n')) return undefined
    const isInAngle = inside.lastIndexOf('<') > inside.lastIndexOf('>')
    if (!isInAngle && !/\s$/.test(inside) && isEdge(source[end + 1])) {
      return {
        item: { kind: EMPHASIS[mark], children: parseInline(inside, isVerbatim) },
        length: end + 1 - at,
      }
    }
  }
  return undefined
}

function isEdge(sign: string | undefined): boolean {
  return sign === undefined || !/[\p{L}\p{N}]/u.test(sign)
}

function parseAngle(inside: string): Inline {
  const [head = '', ...labels] = inside.split('|')
  const label = labels.length > 0 ? unescapeText(labels.join('|')) : undefined
  if (/^@[UW]/.test(head)) return { kind: 'user', id: head.slice(1) }
  if (/^#[CG]/.test(head)) return { kind: 'channel', id: head.slice(1), ...(label && { label }) }
  if (head.startsWith('!date^')) return parseDate(head, label ?? '')
  if (head.startsWith('!')) return { kind: 'broadcast', name: label ?? head.slice(1).split('^')[0] ?? '' }
  const url = unescapeText(head)
  // An address that is not for the web is shown and cannot be followed.
  if (!/^(https?|mailto|tel):/i.test(url)) return { kind: 'text', text: label ?? url }
  return { kind: 'link', url, label: label ?? url.replace(/^mailto:/, '') }
}

function parseDate(head: string, fallback: string): Inline {
  const [, unix, format, url] = head.split('^')
  if (!unix || !/^-?\d+$/.test(unix) || !format) return { kind: 'text', text: fallback }
  return { kind: 'date', unix: Number(unix), format: unescapeText(format), ...(url && { url }), fallback }
}

/** After a digit a colon belongs to a time of day. */
function withEmoji(text: string): Inline[] {
  return text
    .split(/(?<!\d):((?:[a-z0-9_'+-]+)(?:::skin-tone-[2-6])?):/)
    .flatMap((piece, index): Inline[] => {
      if (piece === '') return []
      return [index % 2 === 1 ? { kind: 'emoji', name: piece } : { kind: 'text', text: piece }]
    })
}

/** A mrkdwn text without its signs, for announcements; mentions and dates keep only their own words. */
export function textOf(source: string): string {
  const plain = (item: Inline): string => {
    if (item.kind === 'text' || item.kind === 'code') return item.text
    if (item.kind === 'link') return item.label
    if (item.kind === 'date') return item.fallback
    if ('children' in item) return item.children.map(plain).join('')
    return item.kind === 'emoji' ? item.name.replaceAll('_', ' ') : ' '
  }
  return parseMrkdwn(source)
    .map((part) => (part.kind === 'pre' ? part.text : part.children.map(plain).join('')))
    .join(' ')
    .trim()
}
