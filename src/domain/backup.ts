/** Why a backup could not be made or put back; each has a sentence in `text/backup.ts`. */
export type BackupProblem =
  /** The file is not as it was written. */
  | 'damaged'
  /** The file was written by a newer version of the bot. */
  | 'newer'
  /** There is no file of that name that can be read. */
  | 'notThere'
  /** There is a file of that name. */
  | 'exists'
  | 'notWritable'
  | 'nothingToBackUp'
  /** A bot runs on the database. */
  | 'inUse'
  /** The database holds what no bot has put there. */
  | 'notOurs'
  | 'notEmpty'
