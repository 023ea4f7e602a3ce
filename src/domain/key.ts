/** Why the keys that seal texts in the database cannot be used; each has a sentence in `text/key.ts`. */
export type KeyProblem =
  /** A database of one's own, and no key for it. */
  | 'missing'
  /** The file with the keys cannot be read. */
  | 'unreadable'
  /** Somebody besides its owner may read the file that the bot made itself. */
  | 'readableByOthers'
  /** One of them is not 32 bytes as base64. */
  | 'notAKey'
  /** One of them was not made at random. */
  | 'weak'
  | 'twice'
  /** Something in the database is sealed with a key that is not among them. */
  | 'unknown'
  /** A bot runs on the database, and knows only the keys with which it was started. */
  | 'inUse'
  /** There is no database yet of which the keys could be changed. */
  | 'noDatabase'
