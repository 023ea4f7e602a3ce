import { describe, expect, test } from 'vitest'
import { ENGLISH } from '../support/stop-word.ts'
import { sourceIn } from '../support/text-module.ts'
import { saidIn } from '../support/text-sample.ts'
import { TYPED } from '../support/text-sample-plain.ts'

const texts = Object.entries(saidIn('de'))
  .filter(([module]) => sourceIn('de', module) !== null)
  .flatMap(([module, functions]) =>
    Object.entries(functions).flatMap(([name, said]) =>
      said.map((text) => [`${module}.${name}`, text] as const),
    ),
  )

/** Words of these are handed over by the sample. */
const HANDED_OVER = ['count.counted', 'help.helpText', 'notification.notificationText', 'poll.dateNotes']

const offending = (pattern: RegExp) => texts.filter(([, text]) => pattern.test(text))

describe('everything that people can read in German', () => {
  test('is calm: it has no exclamation mark', () => {
    expect(offending(/!/)).toEqual([])
  })

  test('calls nobody together: no @channel, @here or @everyone', () => {
    expect(offending(/@(channel|here|everyone)|<!(channel|here|everyone)/)).toEqual([])
  })

  test('is complete: no gap, no value that is missing, no space too many', () => {
    const broken = /undefined|null\b|NaN|Invalid|\[object|\s$|^\s|[^\r\n] {2}|\.\.(?!\.)| [.,;:]/
    expect(
      texts.filter(([name, text]) => !name.startsWith('calendar.') && (text === '' || broken.test(text))),
    ).toEqual([])
  })

  test('speaks of apologies and of getting off, never of refusals, absence or removal', () => {
    expect(offending(/absage|abgesagt|abwesen|gefehlt|geschwänzt|entfern|rauswurf|ausgeschlossen/i)).toEqual(
      [],
    )
  })

  test('uses the words of the group, and no others for the same', () => {
    expect(
      offending(/\bSitzung|Meeting|Session|Abstimmung|\bUmfrage|Teilnehmer|Moderator|Organisator/),
    ).toEqual([])
  })

  test('speaks to people as to friends, of either sex', () => {
    expect(offending(/\bSie (haben|können|sind|möchten)\b|\bIhnen\b|\bIhre[nmrs]? (Gruppe|Antwort)/)).toEqual(
      [],
    )
    expect(offending(/\p{L}(?:\*|:|_)in(?:nen)?\b|\p{Ll}Innen\b/u)).toEqual([])
  })

  test('has German quotation marks and dashes only', () => {
    expect(offending(/["“”]\p{L}|\p{L}[”"]/u).filter(([, text]) => !/„[^“]+“/.test(text))).toEqual([])
  })

  test('has no English left in it', () => {
    const left = texts.filter(([name]) => !HANDED_OVER.includes(name))
    expect(left.flatMap(([name, text]) => ENGLISH.in(text).map((word) => [name, word, text]))).toEqual([])
  })

  test('has the names that people typed in it with their markup undone', () => {
    const named = texts.filter(([, text]) => text.includes('Circle'))
    expect(named.length).toBeGreaterThan(2)
    expect(named.filter(([, text]) => !text.includes('Circle &lt;@U9&gt; &amp; co'))).toEqual([])
    expect(texts.filter(([, text]) => text.includes(TYPED))).toEqual([])
  })
})
