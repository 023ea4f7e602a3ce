import { expect, test } from 'vitest'
import { readAlongIn } from '#slack/audience.ts'

test('a private channel of one workspace is read by those who were let in alone', () => {
  const flags = { is_shared: false, is_ext_shared: false, is_org_shared: false, is_pending_ext_shared: false }
  expect(readAlongIn({ is_private: true, ...flags })).toBeNull()
  expect(readAlongIn({ is_private: true })).toBeNull()
})

test.each(['is_shared', 'is_ext_shared', 'is_org_shared', 'is_pending_ext_shared'])(
  'in one with %s others could read along',
  (flag) => {
    expect(readAlongIn({ is_private: true, [flag]: true })).toBe('shared')
    expect(readAlongIn({ is_private: false, [flag]: true })).toBe('shared')
  },
)

test('a channel that Slack does not call private counts as public', () => {
  expect(readAlongIn({ is_private: false })).toBe('public')
  expect(readAlongIn({})).toBe('public')
})
