/** `npm run doctor`, as somebody runs it who looks after the bot. */
import { settingsIn } from '#setup/env-file.ts'
import { openTerminal, type projectCopy } from './terminal.ts'

type Copy = Awaited<ReturnType<typeof projectCopy>>

/** What it says: by check, each with its state before it, and the exit code. */
export type Examination = { code: number; said: Record<string, string>; printed: string }

/** Looks at the installation in a copy of the project, with these settings in its `.env`. */
export async function runDoctor(
  copy: Copy,
  settings: Record<string, string>,
  environment: Record<string, string> = {},
): Promise<Examination> {
  const text = Object.entries(settings).map(([name, value]) => `${name}='${value}'\n`)
  await copy.write('.env', text.join(''))
  if (Object.keys(settingsIn(text.join(''))).length !== text.length) throw new Error('settings got lost')
  return look(copy, environment)
}

/** The same with what is in the file already. */
export async function look(copy: Copy, environment: Record<string, string> = {}): Promise<Examination> {
  const terminal = openTerminal(['doctor', '--', '--json'], { folder: copy.folder, environment })
  const code = await terminal.ended
  const printed = terminal.seen()
  const { findings } = JSON.parse(printed) as { findings: { check: string; state: string; says: string }[] }
  return {
    code,
    printed,
    said: Object.fromEntries(findings.map(({ check, state, says }) => [check, `${state}: ${says}`])),
  }
}

/** What is wrong, by check. */
export function wrongIn({ said }: Examination): Record<string, string> {
  return Object.fromEntries(Object.entries(said).filter(([, each]) => each.startsWith('wrong: ')))
}
