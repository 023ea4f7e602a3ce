import { expect, test } from 'vitest'
import { settingsFrom } from '#slack/settings-form.ts'

test('a form without the field for the survey at the bus stop leaves it as it usually is; nothing ticked means no', () => {
  expect(settingsFrom({}).isSurveyAtBusStop).toBe(true)
  expect(settingsFrom({ surveyAtBusStop: [] }).isSurveyAtBusStop).toBe(false)
  expect(settingsFrom({ surveyAtBusStop: ['yes'] }).isSurveyAtBusStop).toBe(true)
})
