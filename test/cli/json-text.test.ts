import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonText } from '../../src/cli/json-text.ts'
import { hiddenIn, hostileText } from '../support/hostile-text.ts'

test('JSON for a terminal holds nothing hidden but its own line breaks, and is read as the same', () => {
  fc.assert(
    fc.property(fc.dictionary(hostileText, hostileText, { maxKeys: 4 }), (value) => {
      const text = jsonText({ value: Object.entries(value) })
      expect(hiddenIn(text.replaceAll('\n', ''))).toEqual([])
      expect(JSON.parse(text)).toEqual({ value: Object.entries(value) })
    }),
  )
})
