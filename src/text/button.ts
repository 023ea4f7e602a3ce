import * as de from './de/button.ts'
import * as en from './en/button.ts'
import { inLanguages } from './language.ts'

export type { ButtonName } from './en/button.ts'

export const { buttonLabels, fixLabel } = inLanguages({ en, de })
