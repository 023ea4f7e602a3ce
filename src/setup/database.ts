import { parseStorage } from '#config.ts'
import { newKey } from '#db/key-ring.ts'
import { reachDatabase } from '#db/look.ts'
import * as say from '#text/assistant.ts'
import { startProblem } from '#text/start.ts'
import type { Desk } from './desk.ts'
import type { Settings } from './env-file.ts'
import { ending } from './token.ts'

/** Asks where the bot keeps its data; makes a key where it has to be given one. */
export async function askDatabase(desk: Desk, before: Settings): Promise<Settings> {
  const places = ['embedded', 'own'] as const
  const place = await desk.askWhich(
    say.databaseQuestion(),
    places.map((value) => ({ value, ...say.databaseOption(value) })),
    before.DATABASE_URL ? 'own' : 'embedded',
  )
  if (place === 'embedded') return { DATABASE_URL: '' }
  const address = await askAddress(desk, before.DATABASE_URL || null)
  if (before.ENCRYPTION_KEYS || before.ENCRYPTION_KEYS_FILE) return { DATABASE_URL: address }
  desk.tell('info', say.keyMade())
  return { DATABASE_URL: address, ENCRYPTION_KEYS: newKey() }
}

async function askAddress(desk: Desk, earlier: string | null): Promise<string> {
  let address = await askUntilOne(desk, earlier)
  for (;;) {
    const error = await reachDatabase(address).then(
      () => null,
      (thrown: unknown) => ({ thrown }),
    )
    if (!error) {
      desk.tell('success', say.databaseGood())
      return address
    }
    desk.tell('error', startProblem('database', error.thrown))
    const ways = ['again', 'other', 'goOn'] as const
    const way = await desk.askWhich(
      say.whatNowQuestion(),
      ways.map((value) => ({ value, label: say.whatNowOption(value) })),
      'other',
    )
    if (way === 'goOn') return address
    if (way === 'other') address = await askUntilOne(desk, null)
  }
}

/** It has a password in it, so it is not shown. */
function askUntilOne(desk: Desk, earlier: string | null): Promise<string> {
  return desk.askSecret(say.secretQuestion('databaseUrl', ending(earlier)), earlier, (given) =>
    given === '' || 'problems' in parseStorage({ DATABASE_URL: given })
      ? say.notOne('databaseUrl')
      : undefined,
  )
}
