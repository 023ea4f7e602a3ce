/** Text that a person typed: the one place that says what of it is kept. */

/** More marks than this on one letter are no writing; they would run into the lines above and below. */
const MARKS_AT_MOST = 6

/** Three flags are written with invisible letters: those of England, Scotland and Wales. */
const FLAGS = String.raw`\u{1F3F4}\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F}`

/** What joins the parts of one emoji, and what makes a sign an emoji or a letter. */
const EMOJI = String.raw`(?<=\p{Extended_Pictographic}\uFE0F?|\p{Emoji_Modifier})\u200D(?=\p{Extended_Pictographic})|(?<=\p{Extended_Pictographic})[\uFE0E\uFE0F]|(?<=[0-9#*])\uFE0F(?=\u20E3)`

/** Scripts in which a joiner or a non-joiner between two letters is spelling: Persian and those of India, for instance. */
const JOINING = ['Arab', 'Syrc', 'Mong', 'Deva', 'Beng', 'Guru', 'Gujr', 'Orya', 'Taml', 'Telu', 'Knda']
  .concat('Mlym', 'Sinh', 'Khmr')
  .map((script) => String.raw`\p{Script_Extensions=${script}}`)
  .join('')

const LETTERS = String.raw`(?<=[${JOINING}])[\u200C\u200D](?=[${JOINING}])`

/** Controls, direction among them, what has no width, halves of characters, and the sign for something left out. */
const HIDDEN = String.raw`[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\uFFFC]`

const KEPT_OR_HIDDEN = new RegExp(`(${FLAGS}|${EMOJI}|${LETTERS})|${HIDDEN}`, 'gu')

/** A blank letter of Braille looks like a space, too; the mark of byte order has no width and is none. */
const SPACES = /(?!\uFEFF)[\s\u0085\u2800]+/gu

/** Joiners count, too: otherwise marks would come together again where one of them is taken out. */
const TOO_MANY_MARKS = new RegExp(
  String.raw`([\p{M}\u200C\u200D]{${MARKS_AT_MOST}})[\p{M}\u200C\u200D]+`,
  'gu',
)

/**
 * One line of what somebody typed, as it can be seen: without controls of direction or any other, without what has no
 * width, in the one spelling that Unicode has for it. Emoji and all scripts stay whole. Empty where nothing can be seen.
 */
export function cleaned(text: string): string {
  // What is taken out may bring together what is to be taken out, too; that ends after a few rounds.
  for (let before = text; ; ) {
    const after = cleanedOnce(before)
    if (after === before) return after
    before = after
  }
}

function cleanedOnce(text: string): string {
  return (
    text
      // Spaces first: a line break or a tab is a control, too, and the words around it are to stay apart.
      .replace(SPACES, ' ')
      .replace(KEPT_OR_HIDDEN, '$1')
      .normalize('NFC')
      .replace(TOO_MANY_MARKS, '$1')
      .replace(/ {2,}/g, ' ')
      // A mark without a letter would sit on whatever stands before the text.
      .replace(/^[\p{M} ]+| +$/gu, '')
  )
}

/** How many characters a text has, as Unicode counts them: the half of a pair is none. */
export function charactersOf(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** A text of at most so many characters; of a longer one the beginning, cut where nobody sees half a character or emoji. */
export function shortened(text: string, most: number): string {
  let count = 0
  let end = 0
  for (const { segment, index } of graphemes.segment(text)) {
    count += charactersOf(segment)
    if (count > most) return `${text.slice(0, end)}…`
    // The sign for what was left out needs room as well.
    if (count < most) end = index + segment.length
  }
  return text
}
