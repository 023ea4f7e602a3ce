import { copyFile, link, open, rm } from 'node:fs/promises'
import { BackupError } from './format.ts'

/**
 * Gives a finished draft its name. Unlike a renaming, a link fails when somebody else has written that file meanwhile.
 * USB sticks and some shares know no links; there it is copied. Refuses to replace a file, and leaves no half of one.
 */
export async function putInPlace(draft: string, file: string): Promise<void> {
  try {
    await link(draft, file)
  } catch (error) {
    refuseIfThere(error)
    await copyInPlace(draft, file)
  }
}

async function copyInPlace(draft: string, file: string): Promise<void> {
  const code = (error: unknown) => (error as NodeJS.ErrnoException).code
  const target = await open(file, 'wx', 0o600).catch((error) => {
    refuseIfThere(error)
    throw new BackupError('notWritable', code(error))
  })
  try {
    await copyFile(draft, file)
    await target.sync()
  } catch (error) {
    await rm(file, { force: true })
    throw new BackupError('notWritable', code(error))
  } finally {
    await target.close()
  }
}

function refuseIfThere(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new BackupError('exists')
}
