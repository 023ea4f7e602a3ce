import { intro, isCancel, log, outro, password, select, text } from '@clack/prompts'
import { type Desk, Interrupted, type Option } from './desk.ts'

/** With frames and colours, and a list in which one moves. */
export const drawnDesk: Desk = {
  open: intro,
  close: outro,
  tell: (how, words) => log[how](words),
  show: (words) => console.log(`\n${words}\n`),

  async askWhich<T extends string>(message: string, options: readonly Option<T>[], usual: T) {
    const asked = { message, options: [...options], initialValue: usual } as Parameters<typeof select<T>>[0]
    return answered(await select<T>(asked)) as T
  },

  async askLine(message, usual, problem) {
    const given = await text({
      message,
      ...(usual && { placeholder: usual, defaultValue: usual }),
      validate: (typed) => (usual && !typed?.trim() ? undefined : problem(typed?.trim() ?? '')),
    })
    return answered(given).trim()
  },

  async askSecret(message, earlier, problem) {
    const given = await password({
      message,
      validate: (typed) => (earlier && !typed?.trim() ? undefined : problem(typed?.trim() ?? '')),
      clearOnError: true,
    })
    return answered(given)?.trim() || (earlier ?? '')
  },
}

function answered<T>(given: T): Exclude<T, symbol> {
  if (isCancel(given)) throw new Interrupted()
  return given as Exclude<T, symbol>
}
