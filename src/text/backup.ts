import type { BackupProblem } from '#domain/backup.ts'

/** How the two programs are used. */
export function backupUsage(): string {
  return 'Name a file: `npm run backup -- FILE` writes a backup into it, `npm run restore -- FILE` puts one back.'
}

/** After a backup was made. */
export function backupDone(file: string, groups: number, rows: number): string {
  return `Backed up into ${file}: groups ${groups}, rows ${rows}. It holds who answered what, so keep it where only you can read it. The keys that seal names are not in it; keep those as well, elsewhere.`
}

/** After a backup was put back. */
export function restoreDone(takenAt: string, groups: number): string {
  return `Restored as it was at ${takenAt} (UTC): groups ${groups}. Now start the bot, with the keys that it had then; it tells each convenor.`
}

/** When one of the two programs ends by an error that nobody foresaw. */
export function programBroken(code: string): string {
  return `That did not work, for a reason that nobody foresaw (${code}). Check that the database can be used, then try again.`
}

/** Why a backup could not be made or put back, with the next step. `detail` is what is damaged, or would be lost. */
export function backupProblem(problem: BackupProblem, file: string, detail: string): string {
  return PROBLEMS[problem](file, detail)
}

const PROBLEMS: Record<BackupProblem, (file: string, detail: string) => string> = {
  damaged: (file, detail) =>
    `${file} is not a whole backup: ${detail}. Nothing was changed; take another backup.`,
  newer: (file) =>
    `${file} was made by a newer version of the bot. Nothing was changed; update the bot, then restore it.`,
  notThere: (file) => `There is no file ${file}. Nothing was changed; check its name.`,
  exists: (file) => `${file} is there already and was left as it is. Choose another name.`,
  notWritable: (file, detail) =>
    `${file} could not be written (${detail}). Choose a folder that is there, in which you may write and which has room.`,
  nothingToBackUp: () =>
    'There is nothing to back up: no bot has used this database yet. Check DATABASE_URL, or the folder you are in.',
  inUse: () => 'A bot is running on this database. Nothing was changed; stop every bot, then restore again.',
  notOurs: () =>
    'This database holds tables that are not the bot’s. Nothing was changed; give the bot a database of its own.',
  notEmpty: (_, detail) =>
    `This database is not empty. Restoring would delete what it holds: ${detail}. Nothing was changed; back it up first, then add --replace to do so.`,
}
