/**
 * JSON to read, also in a terminal: what cannot be seen there, or would turn it round, is written as an escape, which
 * programs read as the same.
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(UNSEEN, (sign) =>
    [...Array(sign.length).keys()].map((at) => escaped(sign.charCodeAt(at))).join(''),
  )
}

/** The line breaks are those of the layout: in a text JSON writes them as escapes itself. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\ufffc]/gu

function escaped(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`
}
