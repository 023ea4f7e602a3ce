import * as de from './de/command.ts'
import * as en from './en/command.ts'
import { inLanguages } from './language.ts'

export type { CommandName } from './en/command.ts'

export const { commandUsages } = inLanguages({ en, de })
