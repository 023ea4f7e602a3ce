import * as de from './de/form.ts'
import * as en from './en/form.ts'
import { inLanguages } from './language.ts'

export type { FormName, FormWords } from './en/form.ts'

export const { formWords, noticeWords } = inLanguages({ en, de })
