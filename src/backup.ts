import { resolve } from 'node:path'
import { inDatabase, runProgram } from './backup-program.ts'
import { rowsIn } from './db/backup/format.ts'
import { writeBackup } from './db/backup/write.ts'
import { showProgress } from './progress.ts'
import { backupDone } from './text/backup.ts'
import { progressWords } from './text/progress.ts'

await runProgram(async (name) => {
  const file = resolve(name)
  const { reached, end } = showProgress(progressWords('backup'), { isEven: true })
  const work = inDatabase({ mustExist: true }, (url) => writeBackup(url, file, reached))
  const header = await work.finally(end)
  const groups = header.tables.find(({ name }) => name === 'groups')?.rows ?? 0
  return backupDone(file, groups, rowsIn(header))
})
