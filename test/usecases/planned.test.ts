import { expect, test } from 'vitest'
import { planned, type Question } from '#usecases/planned.ts'

/** A run of one on one of two dates; `first` is what somebody says of the first. */
function question(first: 'can' | 'cannot', needed = 1): Question {
  const answers = new Map([['d1', first] as const, ['d2', 'can'] as const])
  return {
    dates: ['d1', 'd2'].map((id, index) => ({
      id,
      on: `2027-02-0${index + 1}`,
      startsAt: Date.parse(`2027-02-0${index + 1}T14:00:00Z`),
      patternId: 'p',
    })),
    members: [{ id: 'm', answers }],
    rules: {
      sessions: 1,
      gapDays: { min: 1, max: 30, preferred: 17 },
      alternation: 'off',
      patternOrder: ['p'],
      minimum: needed,
      neededMemberIds: [],
      leftOutDateIds: [],
      fixedDateIds: [],
      firmDateIds: [],
      giveUp: 0,
    },
    later: [],
  }
}

test('the same question is not worked out again', () => {
  expect(planned(question('can'))).toBe(planned(question('can')))
})

test('another answer, or another rule, is another question', () => {
  const before = planned(question('can'))
  expect(planned(question('cannot'))).not.toBe(before)
  expect(planned(question('cannot')).plan).toMatchObject({ options: [{ dateIds: ['d2'] }] })
  expect(planned(question('can', 2))).toMatchObject({ plan: { kind: 'refusal' } })
})

test('what was asked long ago is not kept', () => {
  const before = planned(question('can'))
  for (let needed = 2; needed < 30; needed += 1) planned(question('can', needed))
  const again = planned(question('can'))
  expect(again).not.toBe(before)
  expect(again).toEqual(before)
})
