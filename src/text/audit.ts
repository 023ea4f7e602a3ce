import * as de from './de/audit.ts'
import * as en from './en/audit.ts'
import { inLanguages } from './language.ts'

export const { auditLine, auditIntro, auditEnd, auditEmpty } = inLanguages({ en, de })
