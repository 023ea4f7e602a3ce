import { describe, expect, test } from 'vitest'
import { SAID, TEXT_MODULES } from '../support/text-sample.ts'
import { TYPED } from '../support/text-sample-plain.ts'

const texts = Object.entries(SAID).flatMap(([module, functions]) =>
  Object.entries(functions).flatMap(([name, said]) =>
    said.map((text) => [`${module}.${name}`, text] as const),
  ),
)

test.each(Object.entries(TEXT_MODULES))('every function of %s has a sample here', (name, module) => {
  const functions = Object.entries(module).flatMap(([key, value]) =>
    typeof value === 'function' ? [key] : [],
  )
  expect(Object.keys(SAID[name] ?? {}).sort()).toEqual(functions.sort())
})

describe('everything that people can read', () => {
  test('is calm: it has no exclamation mark', () => {
    expect(texts.filter(([, text]) => text.includes('!'))).toEqual([])
  })

  test('calls nobody together: no @channel, @here or @everyone', () => {
    const calling = /@(channel|here|everyone)|<!(channel|here|everyone)/
    expect(texts.filter(([, text]) => calling.test(text))).toEqual([])
  })

  test('is complete: no gap, no value that is missing, no space too many', () => {
    const broken = /undefined|null|NaN|Invalid|\[object|\s$|^\s|[^\r\n] {2}|\.\.(?!\.)| [.,;:]/
    expect(
      texts.filter(([name, text]) => !name.startsWith('ical') && (text === '' || broken.test(text))),
    ).toEqual([])
  })

  test('speaks of apologies and of getting off, never of no-shows or removal', () => {
    expect(texts.filter(([, text]) => /no-show|declin|removed|attendance score|absent/i.test(text))).toEqual(
      [],
    )
  })

  test('has the names that people typed in it with their markup undone', () => {
    const named = texts.filter(([, text]) => text.includes('Circle'))
    expect(named.length).toBeGreaterThan(2)
    expect(named.filter(([, text]) => !text.includes('Circle &lt;@U9&gt; &amp; co'))).toEqual([])
    expect(texts.filter(([, text]) => text.includes(TYPED))).toEqual([])
  })
})
