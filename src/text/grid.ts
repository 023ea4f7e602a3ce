import * as de from './de/grid.ts'
import * as en from './en/grid.ts'
import { inLanguages } from './language.ts'

export const { shortDay, gridMark, gridNumber, gridLegend, gridLine, gridHead } = inLanguages({ en, de })
