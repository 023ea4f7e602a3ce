import { describe, expect, test } from 'vitest'
import { renderBlocks as render } from '../support/page-block.tsx'

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } })
const plain = (text: string) => ({ type: 'plain_text', text })
const input = (element: object, more: object = {}) => ({
  type: 'input',
  block_id: 'b',
  label: plain('Name'),
  element: { action_id: 'a', ...element },
  ...more,
})

describe('blocks on the page', () => {
  test('HTML in a message stays text', () => {
    const html = render([
      section('<b>&lt;img src=x onerror=alert(1)&gt; "quoted"'),
      section('<script>x</script>'),
    ])
    expect(html).not.toContain('<img')
    expect(html).not.toContain('<script')
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;')
  })

  test('people, channels and dates appear as the reader knows them', () => {
    const html = render([section('<@U2> in <#C1> on <!date^1804345200^{date_long} {time}|then>, <@U404>')])
    expect(html).toContain('>@Gustav<')
    expect(html).toContain('>#circle<')
    expect(html).toContain('Saturday 6 March 2027 10:00')
    expect(html).toContain('>@U404<')
  })

  test('an emoji is a picture that has its name as text, and an unknown one is its name', () => {
    const html = render([section(':keycap_ten: :party_parrot:')])
    expect(html).toContain('src="/emoji/1f51f.svg" alt="keycap ten"')
    expect(html).toContain(':party_parrot:')
  })

  test('a link leads out of the page without telling where from', () => {
    expect(render([section('<https://a.example|there>')])).toContain(
      '<a href="https://a.example" target="_blank" rel="noopener noreferrer">there</a>',
    )
  })

  test('a field is tied to its label, hint and error', () => {
    const html = render([input({ type: 'plain_text_input' }, { hint: plain('As others see it') })], {
      b: 'Too short.',
    })
    expect(html).toMatch(/<label id="here-b-label" for="here-b-field">Name<\/label>/)
    expect(html).toMatch(/<input id="here-b-field"[^>]*aria-describedby="here-b-hint here-b-error"/)
    expect(html).toMatch(/aria-invalid="true"/)
    expect(html).toMatch(/<p id="here-b-error"[^>]*role="alert">Too short\.<\/p>/)
  })

  test('an optional field says so, and is not marked as required', () => {
    const html = render([input({ type: 'plain_text_input' }, { optional: true })])
    expect(html).toContain('(optional)')
    expect(html).not.toContain('aria-required')
  })

  const options = [
    { text: plain('One'), value: '1' },
    { text: plain('Two'), value: '2', description: plain('More of it') },
  ]

  test.each([
    ['plain_text_input', { multiline: true, initial_value: 'begun' }, /<textarea[^>]*>begun<\/textarea>/],
    ['email_text_input', {}, /type="email"/],
    ['url_text_input', {}, /type="url"/],
    [
      'number_input',
      { min_value: '1', initial_value: '8' },
      /type="number"[^>]*min="1"|min="1"[^>]*type="number"/,
    ],
    ['datepicker', { initial_date: '2027-03-07' }, /type="date"[^>]*value="2027-03-07"/],
    ['timepicker', { initial_time: '14:00' }, /type="time"[^>]*value="14:00"/],
    ['static_select', { options, initial_option: options[1] }, /<option value="2" selected="">Two<\/option>/],
    [
      'radio_buttons',
      { options, initial_option: options[1] },
      /type="radio"[^>]*aria-describedby="here-b-field-more-1"[^>]*checked=""/,
    ],
    [
      'checkboxes',
      { options, initial_options: [options[0]] },
      /type="checkbox"[^>]*checked=""[^>]*\/><span>One/,
    ],
    ['multi_static_select', { options, initial_options: [options[0]] }, /1 chosen/],
    ['users_select', { initial_user: 'U2' }, /<option value="U2" selected="">Gustav<\/option>/],
    ['multi_users_select', { initial_users: ['U2'] }, /checked=""\/><span>Gustav/],
    ['channels_select', {}, /<select/],
    ['multi_conversations_select', {}, /Nothing chosen/],
  ])('a %s shows what the app put into it', (type, more, pattern) => {
    expect(render([input({ type, ...more })])).toMatch(pattern)
  })

  test('options can be grouped', () => {
    const groups = [{ label: plain('Spring'), options }]
    expect(render([input({ type: 'static_select', option_groups: groups })])).toContain(
      '<optgroup label="Spring">',
    )
  })

  test('a button carries its style and the label for listeners', () => {
    const button = {
      type: 'button',
      action_id: 'a',
      text: plain('Go'),
      style: 'danger',
      accessibility_label: 'Go on',
    }
    const html = render([{ type: 'actions', block_id: 'b', elements: [button] }])
    expect(html).toContain('button-danger')
    expect(html).toContain('aria-label="Go on"')
  })

  test('rich text keeps its styles and lists', () => {
    const elements = [
      {
        type: 'rich_text_section',
        elements: [{ type: 'text', text: 'bold', style: { bold: true, italic: true } }],
      },
      {
        type: 'rich_text_list',
        style: 'ordered',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'user', user_id: 'U2' }] }],
      },
    ]
    const html = render([{ type: 'rich_text', elements }])
    expect(html).toContain('<strong><em>bold</em></strong>')
    expect(html).toMatch(/<ol[^>]*><li><span class="mention">@Gustav/)
  })

  test('a table has a head', () => {
    const cell = (text: string) => ({ type: 'raw_text', text })
    const html = render([{ type: 'table', rows: [[cell('Date')], [cell('7 March')]] }])
    expect(html).toMatch(/<th scope="col"[^>]*>Date<\/th>/)
    expect(html).toMatch(/<td[^>]*>7 March<\/td>/)
  })

  test('a block that the page cannot draw is named, not left out', () => {
    expect(render([{ type: 'video' }])).toContain('cannot draw the block “video”')
    expect(render([input({ type: 'file_input' })])).toContain('cannot draw “file_input”')
  })
})
