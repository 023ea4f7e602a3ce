import * as de from './de/my-data.ts'
import * as en from './en/my-data.ts'
import { inLanguages } from './language.ts'

export const { myDataPage, myDataText, myDataSent, nothingKept, myDataNotSent, myDataFileNames } =
  inLanguages({ en, de })
