import * as de from './de/picture.ts'
import * as en from './en/picture.ts'
import { inLanguages } from './language.ts'

export type { PicturedDate, PicturedSession } from './en/picture.ts'

export const {
  trendTitle,
  trendFigure,
  trendWords,
  trendAltText,
  datesWords,
  datesAltText,
  runWords,
  runMonth,
  runAltText,
  pictureComing,
  pictureNotification,
  pictureText,
  pictureMissing,
} = inLanguages({ en, de })
