import { resolve } from 'node:path'
import { inDatabase, runProgram } from './backup-program.ts'
import { systemClock } from './clock.ts'
import { restoreBackup } from './db/backup/restore.ts'
import { openDatabase } from './db/client.ts'
import { finishRestore } from './db/migrate.ts'
import { showProgress } from './progress.ts'
import { restoreDone } from './text/backup.ts'
import { progressWords } from './text/progress.ts'
import { followRestore } from './usecases/restore.ts'

await runProgram(async (name, { mayReplace }) => {
  const file = resolve(name)
  const { takenAt, tables } = await inDatabase({ mustExist: false }, async (url) => {
    const { reached, end } = showProgress(progressWords('restore'), { isEven: true })
    const header = await restoreBackup(url, file, { mayReplace, reached }).finally(end)
    // It needs no names, and the keys may still have to be put back.
    const db = openDatabase(url, null)
    await followRestore(db, systemClock.now(), header.takenAt)
    await db.$disconnect()
    await finishRestore(url)
    return header
  })
  return restoreDone(takenAt, tables.find((table) => table.name === 'groups')?.rows ?? 0)
})
