/** Where whoever sets the bot up is asked and told things. */
export type Desk = {
  /** The first words, and the last. */
  open(title: string): void
  close(words: string): void
  tell(how: 'step' | 'success' | 'info' | 'warn' | 'error', words: string): void
  /** Words that may be copied, with nothing beside them. */
  show(words: string): void
  /** One of several; `usual` is the one that Enter chooses. */
  askWhich<T extends string>(message: string, options: readonly Option<T>[], usual: T): Promise<T>
  /** A line of text; Enter alone gives `usual`, if there is one. */
  askLine(message: string, usual: string | null, problem: Problem): Promise<string>
  /** The same for what must not be seen; `earlier` is what Enter alone keeps, and is not checked again. */
  askSecret(message: string, earlier: string | null, problem: Problem): Promise<string>
}

export type Option<T extends string> = { value: T; label: string; hint?: string }

/** What is wrong with what was given, in a sentence; undefined where nothing is. */
export type Problem = (given: string) => string | undefined

/** Whoever sits at the terminal wants to stop. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}
