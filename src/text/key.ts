import type { KeyProblem } from '#domain/key.ts'

/** How the program for keys is used. */
export function keysUsage(): string {
  return [
    'Say what to do:',
    '`npm run keys -- new` prints a new key,',
    '`npm run keys -- rotate` seals everything anew with the first key, which it makes itself for the embedded database,',
    '`npm run keys -- drop-old` leaves only the first key in the file of the embedded database.',
  ].join('\n')
}

/** After everything was sealed anew; `isOwn` where the bot keeps the keys itself. */
export function keysRotated(count: number, isOwn: boolean): string {
  const old = isOwn
    ? 'The old keys are still in the file, since older backups need them; `npm run keys -- drop-old` takes them out. Keep a copy of the file.'
    : 'The other keys are needed only for older backups now; take them out of ENCRYPTION_KEYS when those are gone.'
  return `Sealed anew with the first key: ${count}. ${old}`
}

/** When there was nothing to seal anew because no new key was given. */
export function nothingToRotate(): string {
  return 'Everything is sealed with the first key already. For another one, put what `npm run keys -- new` prints behind the keys you have and restart every bot; then move it to the front, restart every bot, and run this again.'
}

/** After old keys were taken out of the file. */
export function oldKeysDropped(count: number): string {
  return count === 0
    ? 'There is only one key, and it was left as it is.'
    : `Old keys dropped: ${count}. Backups from before the last rotation cannot be read any more; make a new one, and a copy of the file with the key.`
}

/** When old keys are still in use. */
export function oldKeysInUse(): string {
  return 'Something is still sealed with an old key, so nothing was dropped. Run `npm run keys -- rotate` first.'
}

/** When somebody else keeps the keys. */
export function keysNotOurs(): string {
  return 'The keys are given by ENCRYPTION_KEYS or ENCRYPTION_KEYS_FILE, which only you can change: leave the first one there.'
}

/** Why the keys cannot be used, with the next step. `detail` is which one, or where; never a key. */
export function keyProblem(problem: KeyProblem, detail: string): string {
  return PROBLEMS[problem](detail)
}

const MAKE_ONE = 'Make one with `npm run keys -- new`'

const PROBLEMS: Record<KeyProblem, (detail: string) => string> = {
  missing: () =>
    `There is no key to seal names in the database with. ${MAKE_ONE}, set ENCRYPTION_KEYS to it, and keep a copy of it apart from backups of the database.`,
  unreadable: (detail) =>
    `The file with the keys cannot be read: ${detail}. Check ENCRYPTION_KEYS_FILE, and that the bot may read it.`,
  readableByOthers: (detail) =>
    `Others may read the keys in ${detail}. Make them yours alone with \`chmod 600\`; if somebody may have read them, change them with \`npm run keys -- rotate\`.`,
  notAKey: (detail) =>
    `Key number ${detail} is not one: a key is 32 bytes as base64, which are 44 characters. ${MAKE_ONE}.`,
  weak: (detail) => `Key number ${detail} was not made at random, so it could be guessed. ${MAKE_ONE}.`,
  twice: (detail) => `Key number ${detail} is there twice. Leave one of them out.`,
  unknown: (detail) =>
    `Something in the database is sealed with the key ${detail}, which is not among the keys given. Nothing was changed. Put that key back: into ENCRYPTION_KEYS, or \`.data/keys\` of the embedded database.`,
  inUse: () =>
    'A bot is running on this database and knows only the keys with which it was started. Nothing was changed; stop it, then run this again.',
  noDatabase: () =>
    'There is no database here yet. Nothing was changed; start the bot once, or go to its folder.',
}
