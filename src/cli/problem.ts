/** A place in a file, as editors count: lines and columns from 1, columns in UTF-16 units. */
export type Where = { file: string; line: number; column: number }

/** Finds a place only when it is needed: most places never are. */
export type Locate = () => Where

/** What is wrong with the input, in a sentence, and where. */
export class BadInput extends Error {
  readonly file: string | null
  readonly place: Omit<Where, 'file'> | null

  /** `at` is a place, only a file where no single place is wrong, or null where there is not even a file. */
  constructor(sentence: string, at: Where | string | null) {
    super(sentence)
    this.file = typeof at === 'string' ? at : (at?.file ?? null)
    this.place = at === null || typeof at === 'string' ? null : { line: at.line, column: at.column }
  }
}

/** A file that has been read, or standard input, whose name is `-`. */
export type Source = { file: string; text: string }

/** The place of an offset into the text. */
export function whereAt({ file, text }: Source, offset: number): Where {
  const lineStart = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < lineStart; at = text.indexOf('\n', at + 1)) line += 1
  return { file, line, column: offset - lineStart + 1 }
}
