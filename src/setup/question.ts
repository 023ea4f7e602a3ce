import { isCancel, password, select, text } from '@clack/prompts'

/** Whoever sits at the terminal wants to stop. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}

/** One of several; `usual` is the one that Enter chooses. */
export async function askWhich<T extends string>(
  message: string,
  options: readonly { value: T; label: string; hint?: string }[],
  usual: T,
): Promise<T> {
  const asked = { message, options: [...options], initialValue: usual } as Parameters<typeof select<T>>[0]
  return answered(await select<T>(asked)) as T
}

/** A line of text; Enter alone gives `usual`, if there is one. */
export async function askLine(
  message: string,
  usual: string | null,
  problem: (given: string) => string | undefined,
): Promise<string> {
  const given = await text({
    message,
    ...(usual && { placeholder: usual, defaultValue: usual }),
    validate: (typed) => (usual && !typed?.trim() ? undefined : problem(typed?.trim() ?? '')),
  })
  return answered(given).trim()
}

/** The same for what must not be seen; `earlier` is what Enter alone keeps, and is not checked again. */
export async function askSecret(
  message: string,
  earlier: string | null,
  problem: (given: string) => string | undefined,
): Promise<string> {
  const given = await password({
    message,
    validate: (typed) => (earlier && !typed?.trim() ? undefined : problem(typed?.trim() ?? '')),
    clearOnError: true,
  })
  return answered(given)?.trim() || (earlier ?? '')
}

function answered<T>(given: T): Exclude<T, symbol> {
  if (isCancel(given)) throw new Interrupted()
  return given as Exclude<T, symbol>
}
