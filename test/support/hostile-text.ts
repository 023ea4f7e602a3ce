/** What somebody may type who means harm, or nothing at all; and what of it may never be seen again. */
import fc from 'fast-check'

/** How many hostile texts go through everything; `HOSTILE_TEXTS=100000` looks further. */
export const HOSTILE_TEXTS = Number(process.env.HOSTILE_TEXTS ?? 10_000)

/** Time for many more than usual. */
export const MINUTES_MS = 1_800_000

/** Stands in many of them, so that it can be looked for in a log or a database. */
export const CANARY = 'brimstone'

const PARTS: Record<string, string[]> = {
  mentions: [
    '<!channel>',
    '<!here|x>',
    '<@U1>',
    '<@UEVIL|Ruth>',
    '<#C1|c>',
    '<!subteam^S1>',
    '@here',
    '@channel',
  ],
  links: [
    `<https://evil.example|${CANARY}>`,
    'https://evil.example/',
    '<mailto:a@b.example|x>',
    'evil.example',
  ],
  dates: ['<!date^1804345200^{date}^https://evil.example|soon>'],
  markup: [
    '*',
    '**',
    '_',
    '__',
    '~',
    '`',
    '```',
    '\n> ',
    '\n&gt; ',
    ' _x_ ',
    '*x*',
    '~x~',
    '\n• ',
    '[a](b)',
    ':bomb:',
  ],
  escapes: ['&', '&amp;', '&lt;!channel&gt;', '&#60;', '&amp;lt;', '\\', '\\n', '\\u003c'],
  direction: [
    '\u202e',
    '\u202d',
    '\u2066',
    '\u2067',
    '\u2068',
    '\u2069',
    '\u200e',
    '\u200f',
    '\u061c',
    'שלום',
    'مرحبا',
  ],
  unseen: [
    '\u200b',
    '\u200c',
    '\u200d',
    '\u2060',
    '\ufeff',
    '\u00ad',
    '\u034f',
    '\u180e',
    '\u3164',
    '\u2800',
    '\ufffc',
  ],
  tags: [
    '\u{e0041}\u{e007f}',
    '\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
    '\u{1f3f4}\u{e0078}',
  ],
  controls: [
    '\0',
    '\u0007',
    '\u001b[2J',
    '\u009b31m',
    '\r',
    '\n',
    '\t',
    '\u0085',
    '\u2028',
    '\u2029',
    '\ud800',
    '\udc00',
  ],
  marks: ['\u0301', '\u0489', '\u20e3', '\ufe0f', '\ufe0e', '\u064b', '\u094d', 'क्\u200dष', 'می\u200cخواهم'],
  emoji: ['👩🏽‍⚕️', '👨‍👩‍👧', '🏳️‍🌈', '🇬🇧', '❤️', '1️⃣', '👍🏿', '\u200d👧', '👩\u200d'],
  formulas: ['=1+1', "=cmd|'/C calc'!A0", '+1', '-1', '@SUM(A1)', '"', '","', ';', "'"],
  calendar: ['\r\nEND:VEVENT\r\n', '\r\nATTACH:https://evil.example', ';', ',', ':', 'BEGIN:VALARM'],
  database: ["'; DROP TABLE groups; --", "' OR 1=1 --", '$1', '%', '\\x00', '#{id}', '{{name}}', '%s'],
  objects: [
    '__proto__',
    'constructor',
    'null',
    'undefined',
    '{"a":',
    ']',
    '<script>alert(1)</script>',
    '<img src=x>',
  ],
  words: [CANARY, 'Circle', ' ', '  ', 'a', 'é', 'ß', '½'],
}

const part = fc.constantFrom(...Object.values(PARTS).flat())

/** One text: parts of all kinds in any order, any text at all, and now and then 100 kB of it. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 60, arbitrary: fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')) },
  {
    weight: 20,
    arbitrary: fc.array(fc.oneof(part, fc.string({ unit: 'binary' }))).map((all) => all.join('')),
  },
  { weight: 19, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
  { weight: 1, arbitrary: part.map((each) => each.repeat(Math.ceil(100_000 / each.length))) },
)

const FLAGS =
  /\u{1F3F4}\u{E0067}\u{E0062}(\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F}/gu

/** A joiner stands alone between two signs that can be seen; what makes a sign an emoji stands behind it. */
const JOINED =
  /(?<=\S)(?<!\u200c|\u200d)(?:\u200c|\u200d)(?=\S)(?!\u200c|\u200d|\ufe0e|\ufe0f)|(?<=\S)(?<!\u200c|\u200d|\ufe0e|\ufe0f)[\ufe0e\ufe0f]/gu

/** By number, so that no test repeats the classes of the rule: controls, direction, no width, halves, letters of tags. */
const HIDDEN = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x2800, 0x2800],
  [0x3164, 0x3164],
  [0xd800, 0xdfff],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffc],
  [0xe0000, 0xe0fff],
] as const

/** What of a text cannot be seen, or changes how the rest is seen; the signs within emoji and within words aside. */
export function hiddenIn(text: string): string[] {
  return [...text.replace(FLAGS, '\u{1f3f4}').replace(JOINED, '')].filter((character) => {
    const code = character.codePointAt(0) ?? 0
    return HIDDEN.some(([from, to]) => code >= from && code <= to)
  })
}
