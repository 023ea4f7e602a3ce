import { resolve } from 'node:path'
import { inDatabase, runProgram } from './backup-program.ts'
import { writeBackup } from './db/backup/write.ts'
import { backupDone } from './text/backup.ts'

await runProgram(async (name) => {
  const file = resolve(name)
  const { tables } = await inDatabase({ mustExist: true }, (url) => writeBackup(url, file))
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  return backupDone(file, tables.find((table) => table.name === 'groups')?.rows ?? 0, rows)
})
