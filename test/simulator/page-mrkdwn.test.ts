import { describe, expect, test } from 'vitest'
import { EMOJI_NAMES, emojiUrl } from '#simulator/page/emoji-picture.ts'
import { parseInline, parseMrkdwn, parsePlain, textOf } from '#simulator/page/mrkdwn-parse.ts'

const text = (words: string) => ({ kind: 'text', text: words })

describe('mrkdwn on the page', () => {
  test('shows *bold*, _italic_, ~strike~ and `code`, also inside one another', () => {
    expect(parseInline('*a _b_* ~c~ `*d*`')).toEqual([
      { kind: 'bold', children: [text('a '), { kind: 'italic', children: [text('b')] }] },
      text(' '),
      { kind: 'strike', children: [text('c')] },
      text(' '),
      { kind: 'code', text: '*d*' },
    ])
  })

  test.each(['2*3*4', '*a*b', 'snake_case_name', '* a *', '*open', '*a\nb*', '**', '~ a~'])(
    'leaves the signs in “%s” as they are written',
    (source) => {
      const kinds = parseInline(source).map(({ kind }) => kind)
      expect(kinds.filter((kind) => kind !== 'text' && kind !== 'break')).toEqual([])
      expect(textOf(source).replace(/\s+/g, ' ')).toBe(source.replace(/\s+/g, ' ').trim())
    },
  )

  test('closes emphasis before a comma or a full stop', () => {
    expect(parseInline('*Sunday*, _14:00_.').map(({ kind }) => kind)).toEqual([
      'bold',
      'text',
      'italic',
      'text',
    ])
  })

  test('keeps a link with an underscore whole inside bold text', () => {
    expect(parseInline('*<https://a.example/b_c*d|there>*')).toEqual([
      { kind: 'bold', children: [{ kind: 'link', url: 'https://a.example/b_c*d', label: 'there' }] },
    ])
  })

  test('reads people, channels, links and broadcasts in angle brackets', () => {
    expect(parseInline('<@U1> <#C1|circle> <https://a.example/?x=1&amp;y=2> <!here>')).toEqual([
      { kind: 'user', id: 'U1' },
      text(' '),
      { kind: 'channel', id: 'C1', label: 'circle' },
      text(' '),
      { kind: 'link', url: 'https://a.example/?x=1&y=2', label: 'https://a.example/?x=1&y=2' },
      text(' '),
      { kind: 'broadcast', name: 'here' },
    ])
  })

  test('never makes a link of an address that could run a script', () => {
    expect(parseInline('<javascript:alert(1)|press>')).toEqual([text('press')])
  })

  test('reads a date with its format, link and fallback, and shows the fallback of a broken one', () => {
    expect(parseInline('<!date^1804345200^{date} at {time}^https://a.example|7 March>')).toEqual([
      {
        kind: 'date',
        unix: 1_804_345_200,
        format: '{date} at {time}',
        url: 'https://a.example',
        fallback: '7 March',
      },
    ])
    expect(parseInline('<!date^soon^{date}|7 March>')).toEqual([text('7 March')])
  })

  test('turns the three escapes back once, so that written code stays written', () => {
    expect(parseInline('&lt;b&gt; &amp;lt;')).toEqual([text('<b> &lt;')])
    expect(parseInline('&lt;@U1&gt;')).toEqual([text('<@U1>')])
  })

  test('sets quoted lines and preformatted text apart', () => {
    expect(parseMrkdwn('one\n&gt; two\n&gt; three\n```\n*four*\n```five')).toEqual([
      { kind: 'lines', children: [text('one')] },
      { kind: 'quote', children: [text('two'), { kind: 'break' }, text('three')] },
      { kind: 'pre', text: '*four*' },
      { kind: 'lines', children: [text('five')] },
    ])
  })

  test('shows names of emoji as emoji, a time of day as text', () => {
    expect(parseInline('at 14:00:00 :one:')).toEqual([text('at 14:00:00 '), { kind: 'emoji', name: 'one' }])
    expect(parsePlain('*a* :one:', false)).toEqual([text('*a* :one:')])
    expect(parsePlain('*a* :one:')).toEqual([text('*a* '), { kind: 'emoji', name: 'one' }])
  })

  test('says a message without its signs', () => {
    expect(textOf('*Dates* for <https://a.example|March>: :one: &amp; <!date^1^{date}|7 March>')).toBe(
      'Dates for March: one & 7 March',
    )
  })
})

describe('pictures of emoji', () => {
  test('are found for the numbers that polls use, and for skin tones', () => {
    expect(emojiUrl('one')).toBe('/emoji/31-20e3.svg')
    expect(emojiUrl('keycap_ten')).toBe('/emoji/1f51f.svg')
    expect(emojiUrl('wave::skin-tone-2')).toBe('/emoji/1f44b-1f3fb.svg')
    expect(emojiUrl('wave::skin-tone-6')).toBe('/emoji/1f44b-1f3ff.svg')
  })

  test('are missing for a name that nobody knows', () => {
    expect(emojiUrl('party_parrot')).toBeUndefined()
    expect(EMOJI_NAMES.length).toBeGreaterThan(200)
  })
})
