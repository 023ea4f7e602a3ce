/** Samples of the words on and beside what people press, fill in and type. */
import * as button from '#text/button.ts'
import * as command from '#text/command.ts'

/** What each function of these modules says. */
export const labelsSaid = (): Record<string, Record<string, string[]>> => ({
  button: { buttonLabels: Object.values(button.buttonLabels()), fixLabel: [button.fixLabel('A')] },
  command: { commandUsages: Object.values(command.commandUsages()) },
})

export const LABEL_MODULES = { button, command }
