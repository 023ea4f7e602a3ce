import * as de from './de/picture.ts'
import * as en from './en/picture.ts'
import { inLanguages } from './language.ts'

export const {
  trendTitle,
  trendFigure,
  trendBelow,
  trendAltText,
  pictureComing,
  pictureText,
  pictureMissing,
} = inLanguages({ en, de })
