import * as de from './de/notification.ts'
import * as en from './en/notification.ts'
import { inLanguages } from './language.ts'

export const { notificationText } = inLanguages({ en, de })
